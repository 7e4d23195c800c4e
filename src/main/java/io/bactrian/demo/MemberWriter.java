package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes members in the three shapes of the directory calls, some of them odd on request. */
final class MemberWriter {
    private final Faults faults;

    MemberWriter(Faults faults) {
        this.faults = faults;
    }

    /** As in the list of a department. */
    ObjectNode listed(Person person) {
        ObjectNode record = common(person)
                .put("dept_order", 176_266_480_000_000_512L + person.mobile().hashCode())
                .put("leader", person.title().equals("主管"));
        return odd(person, record);
    }

    /** As one user by id. */
    ObjectNode full(Person person) {
        ObjectNode record = common(person).put("senior", false).put("real_authed", person.active());
        ArrayNode orders = record.putArray("dept_order_list");
        ArrayNode leads = record.putArray("leader_in_dept");
        for (long id : person.departments()) {
            orders.addObject().put("dept_id", id).put("order", 176_266_480_000_000_512L);
            leads.addObject().put("dept_id", id).put("leader", person.title().equals("主管"));
        }
        return odd(person, record);
    }

    ObjectNode simple(Person person) {
        return odd(person, person(person));
    }

    private static ObjectNode person(Person person) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("userid", person.userid())
                .put("name", person.name());
    }

    private static ObjectNode common(Person person) {
        ObjectNode record = person(person)
                .put("unionid", person.unionid())
                .put("avatar", "")
                .put("state_code", "86")
                .put("hide_mobile", false)
                .put("telephone", "")
                .put("email", person.email())
                .put("org_email", "")
                .put("work_place", "")
                .put("remark", "")
                .put("active", person.active())
                .put("admin", person.userid().startsWith("manager"))
                .put("boss", person.userid().startsWith("manager"))
                .put("exclusive_account", false);
        putIfAny(record, "mobile", person.mobile());
        putIfAny(record, "job_number", person.jobNumber());
        putIfAny(record, "title", person.title());
        putIfAny(record, "extension", person.extension());
        if (person.hiredDate() > 0) {
            record.put("hired_date", person.hiredDate());
        }
        ArrayNode departments = record.putArray("dept_id_list");
        person.departments().forEach(departments::add);
        return record;
    }

    private static void putIfAny(ObjectNode record, String field, String value) {
        if (!value.isEmpty()) {
            record.put(field, value);
        }
    }

    private ObjectNode odd(Person person, ObjectNode record) {
        faults.member(person.userid()).ifPresent(how -> {
            switch (how) {
                case NO_USERID -> record.remove("userid");
                case NULL_NAME -> record.putNull("name");
                case DEPARTMENTS_AS_TEXT ->
                    record.put("dept_id_list", person.departments().toString());
            }
        });
        return record;
    }
}
