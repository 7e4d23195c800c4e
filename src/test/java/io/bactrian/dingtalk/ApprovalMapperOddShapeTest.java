package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.approval.Approval;
import io.bactrian.approval.ApprovalTask;
import io.bactrian.approval.OperationRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalMapperOddShapeTest {
    @ParameterizedTest
    @CsvSource({
        "RUNNING, RUNNING",
        "NEW, RUNNING",
        "COMPLETED, COMPLETED",
        "TERMINATED, TERMINATED",
        "CANCELED, TERMINATED",
        "HIBERNATING, HIBERNATING",
    })
    void translatesTheStatus(String sent, String status) {
        Approval approval = Answers.changed(result -> result.put("status", sent));

        assertThat(approval.status()).isEqualTo(status);
        assertThat(approval.platformStatus()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "aflow.dingtalk.com?back=https://oa.example.com, https://aflow.dingtalk.com?back=https://oa.example.com",
        "http://aflow.dingtalk.com, http://aflow.dingtalk.com",
        "dingtalk://dingtalkclient/1, dingtalk://dingtalkclient/1",
    })
    void anAddressIsMadeWhole(String told, String whole) {
        Approval approval =
                Answers.changed(instance -> ((ObjectNode) instance.path("tasks").get(0)).put("pcUrl", told));

        assertThat(approval.tasks().get(0).pcUrl()).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "agree, agree, agree",
                "REFUSE, refuse, REFUSE",
                "'', -, -",
                "NONE, -, NONE",
                "partly, partly, partly"
            },
            nullValues = "-")
    void translatesTheResult(String sent, String result, String platformResult) {
        Approval approval = Answers.changed(instance -> instance.put("result", sent));

        assertThat(approval.result()).isEqualTo(result);
        assertThat(approval.platformResult()).isEqualTo(platformResult);
    }

    @Test
    void mapsAnInstanceOfWhichOnlyTheStatusIsKnown() {
        Approval approval = Answers.map("{\"result\":{\"status\":\"RUNNING\"}}");

        assertThat(approval.tasks()).isEmpty();
        assertThat(approval.records()).isEmpty();
        assertThat(approval.formValues()).isNull();
        assertThat(approval.formCleaned().isEmpty()).isTrue();
    }

    @Test
    void readsListsThatAreNullAsEmpty() {
        Approval approval = Answers.changed(result -> {
            for (String list : List.of("tasks", "operationRecords", "formComponentValues", "ccUserIds")) {
                result.putNull(list);
            }
        });

        assertThat(approval.tasks()).isEmpty();
        assertThat(approval.records()).isEmpty();
        assertThat(approval.ccUserIds()).isEmpty();
        assertThat(approval.formValues()).isNull();
    }

    @Test
    void keepsThePlacesOfRecordsAroundAnEntryThatIsNone() {
        Approval approval = Answers.changed(result ->
                ((ArrayNode) result.get("operationRecords")).insertNull(1).insert(2, "odd"));

        assertThat(approval.records()).extracting(OperationRecord::position).containsExactly(0, 3);
    }

    @Test
    void keepsTasksWithoutIdApart() {
        Approval approval = Answers.changed(result -> {
            ArrayNode tasks = result.putArray("tasks");
            tasks.addObject().put("userId", "0455555").put("status", "RUNNING");
            tasks.addObject().put("userId", "0466666").put("status", "RUNNING");
        });

        assertThat(approval.runningTasks()).extracting(ApprovalTask::userId).containsExactly("0455555", "0466666");
        assertThat(approval.tasks()).extracting(ApprovalTask::id).doesNotContainNull();
    }

    @Test
    void keepsSixtyApprovers() {
        Approval approval = Answers.changed(result -> {
            ArrayNode tasks = result.putArray("tasks");
            for (int i = 0; i < 60; i++) {
                tasks.addObject()
                        .put("taskId", 88123400000L + i)
                        .put("userId", "0" + i)
                        .put("status", "RUNNING");
            }
        });

        assertThat(approval.runningTasks()).hasSize(60);
        assertThat(approval.userIds()).contains("00", "059");
    }

    @Test
    void keepsTaskIdsOfSixtyFourBitsAndMore() {
        Approval approval = Answers.map("{\"result\":{\"status\":\"RUNNING\",\"tasks\":["
                + "{\"taskId\":9223372036854775807},{\"taskId\":92233720368547758070}]}}");

        assertThat(approval.tasks())
                .extracting(ApprovalTask::id)
                .containsExactly("9223372036854775807", "92233720368547758070");
    }

    @Test
    void keepsAValueOfNinetyKilobytes() {
        String text = "骆驼🐫".repeat(9_000);
        Approval approval = Answers.changed(result ->
                result.putArray("formComponentValues").add(Answers.component("TextareaField", "Reason", text)));

        assertThat(approval.formCleaned().get("Reason").asText()).isEqualTo(text);
    }

    @Test
    void mapsARevocationToItsMainInstance() {
        Approval approval = Answers.changed(
                result -> result.put("bizAction", "REVOKE").put("mainProcessInstanceId", "5c1e0e0a-13f1"));

        assertThat(approval.bizAction()).isEqualTo("REVOKE");
        assertThat(approval.mainInstanceId()).isEqualTo("5c1e0e0a-13f1");
    }
}
