package io.bactrian.promise;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.demo.Approval;
import io.bactrian.demo.Company;
import io.bactrian.demo.Person;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The rows that a company's approvals must become, worked out from the company itself. */
final class CompanyRows {
    /** DingTalk leaves it out. */
    private static final String WEB = "https://";

    static final String INSTANCES = "SELECT process_instance_id, process_code, title, status, result,"
            + " originator_userid, originator_name, originator_dept_id, originator_dept_name, current_approvers,"
            + " business_id, biz_action, main_process_instance_id, create_time, finish_time FROM process_instance"
            + " WHERE deleted_at IS NULL";
    static final String TASKS = "SELECT process_instance_id, task_id, position, userid, user_name, status, result,"
            + " create_time, finish_time, activity_id, mobile_url, pc_url FROM process_task";
    static final String RECORDS = "SELECT process_instance_id, position, userid, user_name, operation_type,"
            + " operation_result, operation_time, remark, activity_id, show_name FROM process_operation_record";

    private final Company company;
    private final Map<String, String> names;

    CompanyRows(Company company) {
        this.company = company;
        this.names = company.members().stream().collect(Collectors.toMap(Person::userid, Person::name));
    }

    /** By instance id. */
    Map<String, Map<String, Object>> instances() {
        Map<String, Map<String, Object>> rows = new TreeMap<>();
        company.approvals().forEach(approval -> rows.put(approval.id(), instance(approval)));
        return rows;
    }

    /** By instance id and place. */
    Map<String, Map<String, Object>> tasks() {
        Map<String, Map<String, Object>> rows = new TreeMap<>();
        company.approvals().forEach(approval -> {
            int position = 0;
            for (JsonNode task : approval.json().path("tasks")) {
                rows.put(approval.id() + " " + position, task(approval.id(), position++, task));
            }
        });
        return rows;
    }

    /** By instance id and place. */
    Map<String, Map<String, Object>> records() {
        Map<String, Map<String, Object>> rows = new TreeMap<>();
        company.approvals().forEach(approval -> {
            int position = 0;
            for (JsonNode record : approval.json().path("operationRecords")) {
                rows.put(approval.id() + " " + position, record(approval.id(), position++, record));
            }
        });
        return rows;
    }

    /** Rows of a table with {@code position} by instance id and place, others by instance id. */
    static Map<String, Map<String, Object>> byKey(List<Map<String, Object>> rows) {
        Map<String, Map<String, Object>> byKey = new TreeMap<>();
        rows.forEach(row -> {
            Object position = row.get("position");
            String id = (String) row.get("process_instance_id");
            byKey.put(position == null ? id : id + " " + position, new LinkedHashMap<>(row));
        });
        return byKey;
    }

    private Map<String, Object> instance(Approval approval) {
        JsonNode json = approval.json();
        String originator = json.path("originatorUserId").asText();
        String department = json.path("originatorDeptId").asText();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("process_instance_id", approval.id());
        row.put("process_code", approval.template().processCode());
        row.put("title", json.path("title").asText());
        row.put("status", approval.status());
        row.put("result", blankIsNull(approval.result()));
        row.put("originator_userid", originator);
        row.put("originator_name", nameOf(originator));
        row.put("originator_dept_id", department.equals("-1") ? "1" : department);
        row.put("originator_dept_name", json.path("originatorDeptName").asText());
        row.put("current_approvers", currentApprovers(json));
        row.put("business_id", json.path("businessId").asText());
        row.put("biz_action", json.path("bizAction").asText());
        row.put(
                "main_process_instance_id",
                blankIsNull(json.path("mainProcessInstanceId").asText()));
        row.put("create_time", time(json.path("createTime")));
        row.put("finish_time", time(json.path("finishTime")));
        return row;
    }

    private Map<String, Object> task(String id, int position, JsonNode task) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("process_instance_id", id);
        row.put("task_id", task.path("taskId").asText());
        row.put("position", position);
        row.put("userid", task.path("userId").asText());
        row.put("user_name", nameOf(task.path("userId").asText()));
        row.put("status", task.path("status").asText());
        row.put("result", task.path("result").asText());
        row.put("create_time", time(task.path("createTime")));
        row.put("finish_time", time(task.path("finishTime")));
        row.put("activity_id", task.path("activityId").asText());
        row.put("mobile_url", WEB + task.path("mobileUrl").asText());
        row.put("pc_url", WEB + task.path("pcUrl").asText());
        return row;
    }

    private Map<String, Object> record(String id, int position, JsonNode record) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("process_instance_id", id);
        row.put("position", position);
        row.put("userid", record.path("userId").asText());
        row.put("user_name", nameOf(record.path("userId").asText()));
        row.put("operation_type", record.path("type").asText());
        row.put("operation_result", record.path("result").asText());
        row.put("operation_time", time(record.path("date")));
        row.put("remark", blankIsNull(record.path("remark").asText("")));
        row.put("activity_id", blankIsNull(record.path("activityId").asText("")));
        row.put("show_name", blankIsNull(record.path("showName").asText("")));
        return row;
    }

    private String currentApprovers(JsonNode json) {
        List<String> waiting = new ArrayList<>();
        StreamSupport.stream(json.path("tasks").spliterator(), false)
                .filter(task -> task.path("status").asText().equals("RUNNING"))
                .map(task -> nameOf(task.path("userId").asText()))
                .filter(name -> !waiting.contains(name))
                .forEach(waiting::add);
        return waiting.isEmpty() ? null : String.join(", ", waiting);
    }

    private String nameOf(String userid) {
        return names.getOrDefault(userid, userid);
    }

    private static String blankIsNull(String text) {
        return text.isBlank() ? null : text;
    }

    /** The platform's {@code Z} is not true: the text is Shanghai's wall clock. */
    private static LocalDateTime time(JsonNode text) {
        return text.isMissingNode() ? null : LocalDateTime.parse(text.asText().replace("Z", ""));
    }
}
