package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bactrian.approval.ApprovalEvent;
import io.bactrian.directory.DirectoryEvent;
import io.bactrian.event.EventHead;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DingTalkEventMapperTest {
    private static final long BORN = 1767575537400L;
    private static final long ARRIVED = 1767575537999L;

    @Test
    void aFinishedApprovalSaysEverythingThatTheEventSaid() {
        ApprovalEvent event = approval("bpms_instance_change", """
                {"processInstanceId":"k7Hq","processCode":"PROC-1","businessId":"202601050912000204461","type":"finish",
                 "result":"agree","title":"付款申请","staffId":"0499001","url":"https://x",
                 "createTime":1767575537000,"finishTime":1767688801000}""");
        assertThat(event)
                .isEqualTo(new ApprovalEvent(
                        new EventHead("acme", "e-1", "bpms_instance_change", "stream", BORN, ARRIVED),
                        ApprovalEvent.Kind.FINISHED,
                        "k7Hq",
                        "PROC-1",
                        "202601050912000204461",
                        "付款申请",
                        "0499001",
                        "agree",
                        Instant.ofEpochMilli(1767575537000L),
                        Instant.ofEpochMilli(1767688801000L),
                        null));
    }

    @Test
    void aTaskIsOfItsApproverAndNotOfTheOriginator() {
        ApprovalEvent event = approval("bpms_task_change", """
                {"processInstanceId":"k7Hq","type":"finish","result":"agree","remark":"ok","taskId":88123400567,
                 "staffId":"0499001","createTime":1767575537000,"finishTime":1767688801000}""");
        assertThat(event.originatorId()).isNull();
        assertThat(event.task()).isEqualTo(new ApprovalEvent.Task("88123400567", "0499001", "ok"));
    }

    @ParameterizedTest
    @CsvSource({
        "bpms_instance_change, start, , STARTED",
        "bpms_instance_change, finish, refuse, FINISHED",
        "bpms_instance_change, terminate, , TERMINATED",
        "bpms_instance_change, delete, , DELETED",
        "bpms_instance_change, reopen, , OTHER",
        "bpms_instance_change, , , OTHER",
        "bpms_task_change, start, , TASK_STARTED",
        "bpms_task_change, finish, audit, TASK_FINISHED",
        "bpms_task_change, finish, redirect, TASK_REDIRECTED",
        "bpms_task_change, cancel, , TASK_CANCELED",
        "bpms_task_change, comment, , COMMENTED",
        "bpms_task_change, shuffle, , OTHER",
    })
    void everyWordOfThePlatformHasItsKind(String type, String word, String result, ApprovalEvent.Kind kind) {
        String data = "{\"processInstanceId\":\"k7Hq\""
                + (word == null ? "" : ",\"type\":\"" + word + "\"")
                + (result == null ? "" : ",\"result\":\"" + result + "\"")
                + "}";
        assertThat(approval(type, data).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"processInstanceId\":\"k\",\"taskId\":\"7\",\"createTime\":\"1767575537000\",\"finshTime\":1767688801000}",
                "{\"processInstanceId\":\"k\",\"taskId\":7,\"createTime\":\"2026-01-05 09:12:17\",\"finishTime\":\"1767688801000\"}",
                "{\"corpid\":\"d\",\"bpmsCallBackData\":{\"processInstanceId\":\"k\",\"taskId\":7,"
                        + "\"createTime\":1767575537000,\"finishTime\":1767688801000}}",
            })
    void numbersAndTimesMayBeTextAndFieldsMayBeWrapped(String data) {
        ApprovalEvent event = approval("bpms_task_change", data);
        assertThat(event.approvalId()).isEqualTo("k");
        assertThat(event.task().id()).isEqualTo("7");
        assertThat(event.startedAt()).isEqualTo(Instant.ofEpochMilli(1767575537000L));
        assertThat(event.finishedAt()).isEqualTo(Instant.ofEpochMilli(1767688801000L));
    }

    @Test
    void whatAnEventDoesNotSayIsNotGuessed() {
        ApprovalEvent event = approval("bpms_instance_change", "{\"processInstanceId\":\"k\",\"type\":\"start\"}");
        assertThat(event.result()).isNull();
        assertThat(event.startedAt()).isNull();
        assertThat(event.finishedAt()).isNull();
        assertThat(event.task()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"timeStamp\":\"1767575537000\",\"userId\":[\"a\",\"b\",\"a\"]}",
                "{\"userId\":\"[\\\"a\\\",\\\"b\\\"]\"}",
                "{\"userId\":\"a, b\"}",
                "{\"TimeStamp\":1767575537000,\"UserId\":[\"a\",\"b\"],\"CorpId\":\"d\"}",
                "{\"diffInfo\":[{\"userid\":\"a\",\"prev\":{},\"curr\":{}},{\"userid\":\"b\"}]}",
            })
    void membersAreNamedInManyWays(String data) {
        assertThat(directory("user_modify_org", data).ids()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"deptId\":[7,8]}", "{\"deptId\":[\"7\",\"8\"]}", "{\"DeptId\":\"[7,8]\"}"})
    void departmentsAreNumbersOrText(String data) {
        assertThat(directory("org_dept_modify", data).ids()).containsExactly("7", "8");
    }

    @ParameterizedTest
    @CsvSource({
        "user_add_org, MEMBER_CHANGED",
        "user_modify_org, MEMBER_CHANGED",
        "user_active_org, MEMBER_CHANGED",
        "user_leave_org, MEMBER_LEFT",
        "org_dept_create, DEPARTMENT_CHANGED",
        "org_dept_modify, DEPARTMENT_CHANGED",
        "org_dept_remove, DEPARTMENT_REMOVED",
    })
    void everyEventOfTheDirectoryHasItsKind(String type, DirectoryEvent.Kind kind) {
        DirectoryEvent event = directory(type, "{\"userId\":[\"a\"],\"deptId\":[7]}");
        assertThat(event.kind()).isEqualTo(kind);
        assertThat(event.ids()).containsExactly(type.startsWith("user") ? "a" : "7");
    }

    @ParameterizedTest
    @CsvSource({
        "bpms_instance_change, {}",
        "bpms_task_change, {\"taskId\":7}",
        "user_add_org, {\"userId\":[]}",
        "user_add_org, {\"userId\":null}",
        "org_dept_remove, {}",
        "chat_disband, {\"chatId\":\"c\"}",
        "'', {}",
    })
    void whatNobodyNeedsAndWhatNamesNothingIsNothing(String type, String data) {
        assertThat(map(type, "e-1", data)).isEmpty();
    }

    @Test
    void anEventWithoutAnIdIsKnownByWhatItSays() {
        String data = "{\"processInstanceId\":\"k\",\"type\":\"start\"}";
        String once = ((ApprovalEvent) map("bpms_instance_change", null, data).orElseThrow())
                .head()
                .id();
        String again = ((ApprovalEvent) map("bpms_instance_change", " ", data).orElseThrow())
                .head()
                .id();
        String other = ((ApprovalEvent) map("bpms_instance_change", null, data.replace("\"k\"", "\"l\""))
                        .orElseThrow())
                .head()
                .id();
        assertThat(once).isEqualTo(again).isNotEqualTo(other);
    }

    private static ApprovalEvent approval(String type, String data) {
        return (ApprovalEvent) map(type, "e-1", data).orElseThrow();
    }

    private static DirectoryEvent directory(String type, String data) {
        return (DirectoryEvent) map(type, "e-1", data).orElseThrow();
    }

    private static Optional<Object> map(String type, String id, String data) {
        try {
            Map<?, ?> map = Answers.JSON.readValue(data, Map.class);
            return new DingTalkEventMapper()
                    .map(new DingTalkEventMapper.Delivery("acme", id, type, "stream", BORN, ARRIVED), map);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
