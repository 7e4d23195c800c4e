package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Objects;

/** Tells what happened to people and departments; but for the difference of a change, ids are all that is told. */
final class DirectoryNews {
    private final EventFeed feed;
    private final Clock clock;
    private long changes;

    DirectoryNews(EventFeed feed, Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    void joined(String userid) {
        feed.tell("user_add_org", people(userid));
    }

    void left(String userid) {
        feed.tell("user_leave_org", people(userid));
    }

    /** The difference comes as an object, and sometimes as an array of one. */
    void changed(Person before, Person after) {
        ObjectNode data = people(after.userid());
        ObjectNode difference = JsonNodeFactory.instance.objectNode().put("userid", after.userid());
        ObjectNode prev = difference.putObject("prev");
        ObjectNode curr = difference.putObject("curr");
        compare(prev, curr, "name", before.name(), after.name());
        compare(prev, curr, "email", before.email(), after.email());
        compare(prev, curr, "jobNumber", before.jobNumber(), after.jobNumber());
        compare(prev, curr, "extFields", before.extension(), after.extension());
        compare(prev, curr, "hiredDate", Long.toString(before.hiredDate()), Long.toString(after.hiredDate()));
        if (++changes % 3 == 0) {
            data.putArray("diffInfo").add(difference);
        } else {
            data.set("diffInfo", difference);
            data.put("optStaffId", "manager4220");
        }
        feed.tell("user_modify_org", data);
    }

    void opened(long departmentId) {
        feed.tell("org_dept_create", department(departmentId));
    }

    void changed(long departmentId) {
        feed.tell("org_dept_modify", department(departmentId));
    }

    void closed(long departmentId) {
        feed.tell("org_dept_remove", department(departmentId));
    }

    private ObjectNode people(String userid) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("timeStamp", Long.toString(clock.millis()));
        data.putArray("userId").add(userid);
        return data;
    }

    private static ObjectNode department(long departmentId) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putArray("deptId").add(departmentId);
        return data;
    }

    private static void compare(ObjectNode prev, ObjectNode curr, String field, String before, String after) {
        if (!Objects.equals(before, after)) {
            prev.put(field, before);
            curr.put(field, after);
        }
    }
}
