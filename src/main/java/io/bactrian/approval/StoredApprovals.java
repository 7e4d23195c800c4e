package io.bactrian.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.directory.NamesTold;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Approvals as the database holds them, without a call: with the names that stand there, without the payload. */
public final class StoredApprovals {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final NamedParameterJdbcTemplate jdbc;

    public StoredApprovals(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of {@code ids} that are there, by id; deleted ones too. Joins the transaction. */
    public Map<String, Approval> load(String connection, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> keys = Map.of("keys", Keys.of(connection, ids));
        Map<String, List<ApprovalTask>> tasks = new HashMap<>();
        jdbc.query(Sql.of("task-load"), keys, row -> {
            tasks.computeIfAbsent(row.getString("process_instance_id"), id -> new ArrayList<>())
                    .add(task(row));
        });
        Map<String, List<OperationRecord>> records = new HashMap<>();
        jdbc.query(Sql.of("record-load"), keys, row -> {
            records.computeIfAbsent(row.getString("process_instance_id"), id -> new ArrayList<>())
                    .add(record(row));
        });
        Map<String, Approval> approvals = new HashMap<>();
        jdbc.query(Sql.of("approval-load"), keys, row -> {
            String id = row.getString("process_instance_id");
            approvals.put(
                    id,
                    approval(connection, row, tasks.getOrDefault(id, List.of()), records.getOrDefault(id, List.of())));
        });
        return approvals;
    }

    private static Approval approval(
            String connection, ResultSet row, List<ApprovalTask> tasks, List<OperationRecord> records)
            throws SQLException {
        return new Approval(
                connection,
                row.getString("process_instance_id"),
                row.getString("process_code"),
                row.getString("title"),
                row.getString("business_id"),
                row.getString("status"),
                row.getString("platform_status"),
                row.getString("result"),
                row.getString("platform_result"),
                row.getString("originator_userid"),
                name(row, "originator_name", "originator_userid"),
                row.getString("originator_dept_id"),
                row.getString("originator_dept_name"),
                row.getObject("create_time", LocalDateTime.class),
                row.getObject("finish_time", LocalDateTime.class),
                row.getString("biz_action"),
                row.getString("main_process_instance_id"),
                texts(row.getString("attached_process_instance_ids")),
                texts(row.getString("cc_userids")),
                tasks,
                records,
                json(row.getString("form_component_values")),
                json(row.getString("form_values_cleaned")) instanceof ObjectNode form ? form : null,
                null,
                Instant.ofEpochMilli(row.getLong("known_at")),
                NamesTold.NONE);
    }

    private static ApprovalTask task(ResultSet row) throws SQLException {
        return new ApprovalTask(
                row.getString("task_id"),
                row.getString("userid"),
                name(row, "user_name", "userid"),
                row.getString("status"),
                row.getString("result"),
                row.getObject("create_time", LocalDateTime.class),
                row.getObject("finish_time", LocalDateTime.class),
                row.getString("activity_id"),
                row.getString("group_name"),
                row.getString("mobile_url"),
                row.getString("pc_url"));
    }

    private static OperationRecord record(ResultSet row) throws SQLException {
        return new OperationRecord(
                row.getInt("position"),
                row.getString("userid"),
                name(row, "user_name", "userid"),
                row.getString("operation_type"),
                row.getString("operation_result"),
                row.getObject("operation_time", LocalDateTime.class),
                row.getString("remark"),
                row.getString("activity_id"),
                row.getString("show_name"),
                json(row.getString("attachments")),
                json(row.getString("images")),
                texts(row.getString("cc_userids")));
    }

    /** Where the id stands there is no name. */
    private static String name(ResultSet row, String nameColumn, String idColumn) throws SQLException {
        String name = row.getString(nameColumn);
        return name == null || name.equals(row.getString(idColumn)) ? null : name;
    }

    private static List<String> texts(String json) {
        List<String> texts = new ArrayList<>();
        JsonNode array = json(json);
        if (array != null) {
            array.forEach(text -> texts.add(text.asText()));
        }
        return texts;
    }

    private static JsonNode json(String text) {
        try {
            return text == null ? null : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was written cannot be read", e);
        }
    }
}
