package io.bactrian.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.directory.Department;
import io.bactrian.directory.DirectoryPage;
import io.bactrian.directory.DirectoryPage.Problem;
import io.bactrian.directory.DirectoryQuery;
import io.bactrian.directory.Member;
import io.bactrian.directory.MemberPlace;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * DingTalk's departments and people as neutral records. A record that cannot be understood becomes a problem of its
 * page; only one without an id makes the reading incomplete. Thread-safe.
 */
public final class DirectoryMapper {
    /** The department that is above all others. */
    static final String ROOT = "1";

    private static final String DEPARTMENT = "department";
    private static final String MEMBER = "member";

    private final ZoneId zone;

    /** {@code zone} is the one of every time in the database. */
    public DirectoryMapper(ZoneId zone) {
        this.zone = zone;
    }

    /** The root from {@code department/get}. */
    Department root(JsonNode result, Instant readAt) {
        DirectoryFields fields = new DirectoryFields(result);
        return new Department(ROOT, null, fields.text("name"), null, fields.text("source_identifier"), result, readAt);
    }

    /**
     * One department from {@code department/get}; an {@link IllegalArgumentException} says what cannot be understood.
     * Its place among its siblings stays open: the number there is of another kind than the place in a list.
     */
    Department department(JsonNode result, Instant readAt) {
        DirectoryFields fields = new DirectoryFields(result);
        Long id = fields.number("dept_id");
        if (id == null) {
            throw new IllegalArgumentException("dept_id is missing");
        }
        if (ROOT.equals(id.toString())) {
            return root(result, readAt);
        }
        String parent = fields.text("parent_id");
        if (parent == null) {
            throw new IllegalArgumentException("parent_id is missing");
        }
        return new Department(
                id.toString(), parent, fields.text("name"), null, fields.text("source_identifier"), result, readAt);
    }

    /** The children of {@code parentId} from {@code department/listsub}. */
    DirectoryPage<Department> children(DirectoryQuery query, String parentId, JsonNode result, Instant readAt) {
        List<Department> departments = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        if (!result.isArray()) {
            problems.add(new Problem(DEPARTMENT, parentId, "DingTalk sent no list of its departments", true));
        }
        for (JsonNode item : result) {
            DirectoryFields fields = new DirectoryFields(item);
            Long id = departmentId(fields);
            if (id == null) {
                problems.add(new Problem(
                        DEPARTMENT, null, "DingTalk sent a department without a dept_id below " + parentId, true));
                continue;
            }
            String parent = fields.text("parent_id");
            departments.add(new Department(
                    id.toString(),
                    parent == null ? parentId : parent,
                    fields.text("name"),
                    (long) departments.size(),
                    fields.text("source_identifier"),
                    item,
                    readAt));
        }
        return new DirectoryPage<>(query, departments, problems);
    }

    private static Long departmentId(DirectoryFields fields) {
        try {
            return fields.number("dept_id");
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** One page of {@code user/list}. */
    DirectoryPage<Member> members(DirectoryQuery query, JsonNode list, Instant readAt) {
        List<Member> members = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (JsonNode item : list) {
            String id = new DirectoryFields(item).text("userid");
            if (id == null) {
                problems.add(new Problem(
                        MEMBER,
                        null,
                        "DingTalk sent a person without userid in department " + query.departmentId(),
                        true));
                continue;
            }
            try {
                members.add(member(item, query.departmentId(), readAt));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(MEMBER, id, "The record cannot be understood: " + e.getMessage(), false));
            }
        }
        return new DirectoryPage<>(query, members, problems);
    }

    /**
     * One person; an {@link IllegalArgumentException} says what cannot be understood.
     *
     * @param departmentId the department whose list this is from, or {@code null} for {@code user/get}
     */
    Member member(JsonNode item, String departmentId, Instant readAt) {
        DirectoryFields fields = new DirectoryFields(item);
        String userId = fields.text("userid");
        if (userId == null) {
            throw new IllegalArgumentException("userid is missing");
        }
        Long hired = fields.number("hired_date");
        return new Member(
                userId,
                fields.text("name"),
                fields.text("unionid"),
                fields.text("mobile"),
                fields.text("state_code"),
                fields.flag("hide_mobile"),
                fields.text("telephone"),
                fields.text("email"),
                fields.text("org_email"),
                fields.text("org_email_type"),
                fields.text("job_number"),
                fields.text("title"),
                fields.text("work_place"),
                fields.text("remark"),
                fields.text("avatar"),
                fields.json("extension"),
                hired == null ? null : LocalDateTime.ofInstant(Instant.ofEpochMilli(hired), zone),
                fields.text("manager_userid"),
                places(fields, departmentId),
                mainDepartment(fields),
                fields.flag("active"),
                fields.flag("real_authed"),
                fields.flag("admin"),
                fields.flag("boss"),
                fields.flag("senior"),
                fields.flag("exclusive_account"),
                fields.text("exclusive_account_type"),
                fields.text("login_id"),
                withoutPlace(item, departmentId),
                readAt);
    }

    /** A list of one department tells order and leader there; {@code user/get} tells them for all. */
    private static List<MemberPlace> places(DirectoryFields fields, String departmentId) {
        List<String> listed = fields.ids("dept_id_list");
        if (listed == null && departmentId == null) {
            return null;
        }
        Map<String, Long> orders = new HashMap<>();
        Map<String, Boolean> leads = new HashMap<>();
        fields.records("dept_order_list").forEach(order -> orders.put(order.text("dept_id"), order.number("order")));
        fields.records("leader_in_dept").forEach(leader -> leads.put(leader.text("dept_id"), leader.flag("leader")));
        Set<String> ids = new LinkedHashSet<>(listed == null ? List.of() : listed);
        if (departmentId != null) {
            ids.add(departmentId);
            orders.put(departmentId, fields.number("dept_order"));
            leads.put(departmentId, fields.flag("leader"));
        }
        return ids.stream()
                .map(id -> new MemberPlace(id, orders.get(id), leads.get(id)))
                .toList();
    }

    private static String mainDepartment(DirectoryFields fields) {
        return fields.records("dept_position_list").stream()
                .filter(position -> Boolean.TRUE.equals(position.flag("is_main")))
                .map(position -> position.text("dept_id"))
                .findFirst()
                .orElse(null);
    }

    /** What a list says of a person in its department differs from list to list; it stands in the places. */
    private static JsonNode withoutPlace(JsonNode item, String departmentId) {
        return departmentId == null || !(item instanceof ObjectNode object)
                ? item
                : object.deepCopy().without(List.of("dept_order", "leader"));
    }
}
