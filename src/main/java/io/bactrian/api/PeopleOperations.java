package io.bactrian.api;

import io.bactrian.store.Tables;
import java.util.List;
import java.util.Map;

/** What is stored about departments and people. */
final class PeopleOperations {
    private static final String STATE = "state";
    private static final String ACTIVE = "active";
    private static final String NAME = "name";
    private static final String NAME_KNOWN = "name_known";

    private final Listing departments;
    private final Listing users;

    PeopleOperations(Tables tables, Times times, Spelling spelling) {
        this.departments = new Listing(
                tables,
                times,
                "api-departments",
                List.of(
                        Column.text("dept_id"),
                        Column.text("parent_id"),
                        Column.text(NAME),
                        Column.flag(NAME_KNOWN),
                        Column.text("name_path"),
                        Column.number("depth"),
                        Column.number("direct_headcount"),
                        Column.number("total_headcount"),
                        Column.text(STATE),
                        Column.moment("gone_at"),
                        Column.time("update_time")),
                List.of(
                        Filter.words("dept_id", "d.dept_id", "Ids of departments"),
                        Filter.words("parent_id", "d.parent_id", "Ids of the departments above"),
                        Filter.closed(STATE, "d.state", "active or gone; active unless given", ACTIVE, "gone"),
                        Filter.part(
                                "text",
                                "Part of the name or of its path",
                                "COALESCE(d.name, d.dept_id)",
                                "d.name_path")),
                "name_path",
                List.of("dept_id"));
        this.users = new Listing(
                tables,
                times,
                "api-users",
                List.of(
                        Column.text("userid"),
                        Column.text(NAME),
                        Column.flag(NAME_KNOWN),
                        Column.text("title"),
                        Column.text("job_number"),
                        Column.json("dept_ids"),
                        Column.text("dept_names"),
                        Column.text("main_dept_id"),
                        Column.text("main_dept_name"),
                        Column.text("manager_userid"),
                        Column.text(STATE),
                        Column.flag(ACTIVE),
                        Column.flag("leader"),
                        Column.flag("admin"),
                        Column.flag("boss"),
                        Column.flag("senior"),
                        Column.time("hired_date"),
                        Column.moment("left_at"),
                        Column.time("update_time"),
                        Column.secret("mobile"),
                        Column.secret("telephone"),
                        Column.secret("email"),
                        Column.secret("org_email")),
                List.of(
                        Filter.people("userid", "m.userid IN (:userid)", "Ids of people", spelling),
                        Filter.condition(
                                "dept_id",
                                "EXISTS (SELECT 1 FROM member_department md WHERE md.connection_name ="
                                        + " m.connection_name AND md.userid = m.userid AND md.dept_id IN (:dept_id))",
                                "Ids of departments that they are in themselves"),
                        Filter.closed(STATE, "m.state", "active or left; active unless given", ACTIVE, "left"),
                        Filter.part(
                                "text",
                                "Part of the name or of the job number",
                                "COALESCE(m.name, m.userid)",
                                "m.job_number")),
                NAME,
                List.of("userid"));
    }

    List<Operation> all() {
        return List.of(
                Operation.view(
                        "api-departments",
                        "Departments.",
                        Right.DEPARTMENT_VIEW,
                        departments.parameters(),
                        Shape.page(departments.row("Department")),
                        ask -> departments.page(ask, activeUnlessSaid(ask), row -> named(row, "dept_id"))),
                Operation.view(
                        "api-users",
                        "People; phone numbers and mail addresses only with the permission user.private.",
                        Right.USER_VIEW,
                        users.parameters(),
                        Shape.page(users.row("User")),
                        ask -> users.page(ask, activeUnlessSaid(ask), row -> named(row, "userid"))));
    }

    /** The id stands in for a name that is not known. */
    private static Map<String, Object> named(Map<String, Object> row, String id) {
        row.computeIfAbsent(NAME, absent -> row.get(id));
        return row;
    }

    private static Map<String, Object> activeUnlessSaid(Ask ask) {
        return ask.query().getOrDefault(STATE, "").isBlank() ? Map.of(STATE, List.of(ACTIVE)) : Map.of();
    }
}
