package io.bactrian.api;

import io.bactrian.api.Listing.Index;
import io.bactrian.approval.Approval;
import io.bactrian.approval.Intake;
import io.bactrian.approval.WorkList;
import io.bactrian.call.Purpose;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Approvals as they are stored, and those that are to be read again. */
final class ApprovalOperations {
    private static final String TEMPLATE = "template";
    private static final String STATUS = "status";
    private static final String RESULT = "result";
    private static final List<String> STATUSES = List.of(Approval.RUNNING, Approval.COMPLETED, Approval.TERMINATED);
    private static final List<String> RESULTS = List.of("agree", "refuse");
    private static final int MOST_PARTS = 1000;
    private static final int MOST_IDS = 500;

    private static final List<Column> SHORT = List.of(
            Column.text("process_instance_id"),
            Column.text("business_id"),
            Column.text("title"),
            Column.text("process_code"),
            Column.text(TEMPLATE),
            Column.text(STATUS),
            Column.text(RESULT),
            Column.text("originator_userid"),
            Column.text("originator_name"),
            Column.text("originator_dept_id"),
            Column.text("originator_dept_name"),
            Column.text("current_approvers"),
            Column.time("create_time"),
            Column.time("finish_time"),
            Column.time("update_time"),
            Column.moment("deleted_at"));
    private static final List<Column> REST = List.of(
            Column.json("current_approver_ids"),
            Column.json("form_values_cleaned"),
            Column.text("main_process_instance_id"),
            Column.json("attached_process_instance_ids"));
    private static final List<Column> DETAIL =
            Stream.concat(SHORT.stream(), REST.stream()).toList();
    private static final List<Column> TASK = List.of(
            Column.text("task_id"),
            Column.number("position"),
            Column.text("userid"),
            Column.text("user_name"),
            Column.text(STATUS),
            Column.text(RESULT),
            Column.time("create_time"),
            Column.time("finish_time"),
            Column.text("group_name"));
    private static final List<Column> RECORD = List.of(
            Column.number("position"),
            Column.text("userid"),
            Column.text("user_name"),
            Column.text("operation_type"),
            Column.text("operation_result"),
            Column.time("operation_time"),
            Column.text("remark"),
            Column.text("show_name"));

    private final Tables tables;
    private final Times times;
    private final WorkList workList;
    private final Listing approvals;

    ApprovalOperations(Tables tables, Times times, WorkList workList, Spelling spelling) {
        this.tables = tables;
        this.times = times;
        this.workList = workList;
        this.approvals = new Listing(
                tables,
                times,
                "api-approvals",
                SHORT,
                List.of(
                        Filter.words(TEMPLATE, "p.process_code", "Codes or names of templates"),
                        Filter.vocabulary(STATUS, "p.status", "RUNNING, COMPLETED, TERMINATED, …", Filter::inCapitals),
                        Filter.vocabulary(RESULT, "p.result", "agree, refuse, …", Filter::inSmallLetters),
                        Filter.people(
                                "originator",
                                "p.originator_userid IN (:originator)",
                                "Ids of who started it",
                                spelling),
                        Filter.people(
                                "approver",
                                "EXISTS (SELECT 1 FROM process_task k WHERE k.connection_name = p.connection_name AND"
                                        + " k.process_instance_id = p.process_instance_id AND k.status = 'RUNNING'"
                                        + " AND k.userid IN (:approver))",
                                "Ids of who has to decide now",
                                spelling),
                        Filter.from("created_from", "p.create_time"),
                        Filter.to("created_to", "p.create_time"),
                        Filter.from("finished_from", "p.finish_time"),
                        Filter.to("finished_to", "p.finish_time"),
                        Filter.part(
                                "text",
                                "Part of the title, of the number or of the name of who started it",
                                "p.title",
                                "p.business_id",
                                "p.originator_name")),
                "-create_time",
                List.of("process_instance_id"),
                Optional.of(new Index("process_instance p", "p.connection_name", "process_instance_newest")));
    }

    List<Operation> all() {
        return List.of(
                Operation.view(
                        "api-approvals",
                        "Approvals, the newest first.",
                        Right.APPROVAL_VIEW,
                        approvals.parameters(),
                        Shape.page(approvals.row("Approval")),
                        this::approvals),
                Operation.view(
                        "api-approval",
                        "One approval with its form, tasks and records.",
                        Right.APPROVAL_VIEW,
                        List.of(),
                        Shape.row("ApprovalDetail", DETAIL, List.of("process_instance_id"))
                                .list("tasks", Shape.row("Task", TASK, List.of("position")))
                                .list("records", Shape.row("Record", RECORD, List.of("position"))),
                        this::approval),
                Operation.act(
                        "api-replay",
                        "Reads approvals again: those of the ids, or all that failed.",
                        Right.APPROVAL_REPLAY,
                        List.of(
                                Parameter.list("ids", "Ids of approvals, at most " + MOST_IDS + ".", MOST_IDS),
                                Parameter.flag("all", "True for all that failed, in place of ids.")),
                        Shape.of("Replay").number("accepted"),
                        this::replay));
    }

    private Reply approvals(Ask ask) {
        check(ask, STATUS, STATUSES);
        check(ask, RESULT, RESULTS);
        String said = ask.query().getOrDefault(TEMPLATE, "");
        if (said.isBlank()) {
            return approvals.page(ask);
        }
        List<String> words = Stream.of(said.split(",")).map(String::strip).toList();
        Set<String> codes = new LinkedHashSet<>(tables.jdbc()
                .queryForList(
                        Sql.of("api-templates"),
                        Map.of("connection", ask.connection().name(), "words", words),
                        String.class));
        if (codes.isEmpty()) {
            throw Refusal.badParameters("There is no template '" + ApiRequest.shown(said)
                    + "' here; say its code or its name, as ./bactrian list-codes shows them.");
        }
        return approvals.page(ask, Map.of(TEMPLATE, codes), row -> row);
    }

    /** Platforms may have other words than ours, so one that an approval has is one too. */
    private void check(Ask ask, String filter, List<String> known) {
        for (String said : ask.query().getOrDefault(filter, "").split(",")) {
            String word = said.strip();
            if (!word.isEmpty() && known.stream().noneMatch(word::equalsIgnoreCase) && !isThere(ask, filter, word)) {
                throw Refusal.badParameters("'" + filter + "' is '" + ApiRequest.shown(word)
                        + "', which no approval here has; expected " + String.join(", ", known)
                        + ", several comma-separated.");
            }
        }
    }

    private boolean isThere(Ask ask, String filter, String word) {
        return !tables.jdbc()
                .queryForList(
                        Sql.of("api-approval-" + filter),
                        Map.of("connection", ask.connection().name(), "word", word),
                        Integer.class)
                .isEmpty();
    }

    private Reply approval(Ask ask) {
        String id = ask.request().variable("id");
        Map<String, Object> key = Map.of("connection", ask.connection().name(), "id", id);
        List<Map<String, Object>> found = rows("api-approval", key, DETAIL);
        if (found.isEmpty()) {
            throw new Refusal(404, "No approval of this id is stored for this connection.");
        }
        Map<String, Object> data = new LinkedHashMap<>(found.get(0));
        data.put("tasks", rows("api-approval-tasks", key, TASK));
        data.put("records", rows("api-approval-records", key, RECORD));
        return Reply.ok(data);
    }

    private List<Map<String, Object>> rows(String statement, Map<String, Object> key, List<Column> columns) {
        Map<String, Object> values = new LinkedHashMap<>(key);
        values.put("most", MOST_PARTS);
        return tables.jdbc().query(Sql.of(statement), values, (row, n) -> {
            Map<String, Object> shown = new LinkedHashMap<>();
            for (Column column : columns) {
                shown.put(column.name(), column.read(row, times));
            }
            return shown;
        });
    }

    private Reply replay(Ask ask) {
        List<String> ids = Fields.texts(ask.body(), "ids", MOST_IDS);
        boolean all = Fields.flag(ask.body(), "all");
        if (all == !ids.isEmpty()) {
            throw Refusal.badParameters("Send ids, or all: true for everything that failed; not both.");
        }
        Map<String, Object> data = new LinkedHashMap<>();
        if (all) {
            data.put("accepted", workList.retry(ask.connection(), List.of()));
        } else {
            Set<String> unknown = new LinkedHashSet<>(ids);
            unknown.removeAll(known(ask, ids));
            if (!unknown.isEmpty()) {
                throw Refusal.badParameters("No approval of this connection has the id "
                        + ApiRequest.shown(unknown.iterator().next()) + "; nothing was put on the list.");
            }
            workList.add(new Intake(ask.connection().name(), null, Purpose.REPLAY, new ArrayList<>(ids), 0, true));
            data.put("accepted", new HashSet<>(ids).size());
        }
        return Reply.accepted("They are read next; GET worklist and worklist/failed show how it goes.", data);
    }

    /** Those that are stored or on the list. */
    private List<String> known(Ask ask, List<String> ids) {
        return tables.jdbc()
                .queryForList(
                        Sql.of("approval-known"),
                        Map.of("keys", Keys.of(ask.connection().name(), ids)),
                        String.class);
    }
}
