package io.bactrian.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompanyEventsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:17.250Z");

    private final Company company = Company.of(CompanySize.small(NOW), Clock.fixed(NOW, ZoneOffset.UTC));
    private final String code = company.templates().get(0).processCode();
    private final List<CompanyEvent> events = new ArrayList<>();

    @BeforeEach
    void listen() {
        company.onEvent(events::add);
    }

    @Test
    void approversActOneAfterAnother() {
        String id = company.start(code, "0412345", List.of("412345", "LiNa0x"));
        assertThat(company.approver(id)).contains("412345");
        company.agree(id, "好的");
        assertThat(company.approver(id)).contains("LiNa0x");
        company.redirect(id, "lina0X", "please");
        company.comment(id, "412345", "🌸");
        company.agree(id, "");
        assertThat(company.approver(id)).isEmpty();
        assertThat(told())
                .containsExactly(
                        "bpms_instance_change start 0412345",
                        "bpms_task_change start 412345",
                        "bpms_task_change finish 412345 agree 好的",
                        "bpms_task_change start LiNa0x",
                        "bpms_task_change finish LiNa0x redirect please",
                        "bpms_task_change start lina0X",
                        "bpms_task_change comment 412345 🌸",
                        "bpms_task_change finish lina0X agree",
                        "bpms_instance_change finish 0412345 agree");
        assertThat(events).allMatch(event -> event.approvalId().equals(id));
    }

    @Test
    void detailAgreesWithTheEvents() {
        String id = company.start(code, "0412345", List.of("412345", "LiNa0x"));
        company.agree(id, "好的");
        company.refuse(id, "nein");
        JsonNode detail = company.approval(id).orElseThrow().json();
        assertThat(detail.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(detail.path("result").asText()).isEqualTo("refuse");
        assertThat(detail.path("tasks").findValuesAsText("userId")).containsExactly("412345", "LiNa0x");
        assertThat(detail.path("tasks").findValuesAsText("result")).containsExactly("AGREE", "REFUSE");
        assertThat(detail.path("operationRecords").findValuesAsText("type"))
                .containsExactly("START_PROCESS_INSTANCE", "EXECUTE_TASK_NORMAL", "EXECUTE_TASK_NORMAL");
        assertThat(detail.path("operationRecords").findValuesAsText("remark")).containsExactly("好的", "nein");
        for (JsonNode task : detail.path("tasks")) {
            CompanyEvent finish = events.stream()
                    .filter(event -> event.kind().equals("finish")
                            && event.data().path("taskId").asLong()
                                    == task.path("taskId").asLong())
                    .findFirst()
                    .orElseThrow();
            assertThat(BeijingTime.workflow(finish.data().path("finishTime").asLong()))
                    .isEqualTo(task.path("finishTime").asText());
            assertThat(BeijingTime.workflow(finish.data().path("createTime").asLong()))
                    .isEqualTo(task.path("createTime").asText());
        }
        JsonNode last = events.get(events.size() - 1).data();
        assertThat(last.path("title")).isEqualTo(detail.path("title"));
        assertThat(last.path("businessId")).isEqualTo(detail.path("businessId"));
        assertThat(last.path("finishTime").asLong()).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void othersAreCanceledWhereOneIsEnough() {
        Approval several = company.approvals()
                .filter(approval -> approval.status().equals("RUNNING"))
                .filter(approval -> FlowWriter.open(approval.json()).size() > 1)
                .findFirst()
                .orElseThrow();
        company.finish(several.id(), "agree");
        assertThat(events).extracting(CompanyEvent::kind).startsWith("finish", "cancel");
        assertThat(events.get(events.size() - 1).type()).isEqualTo("bpms_instance_change");
    }

    @Test
    void revocationAndDeletionAreTold() {
        String id = company.start(code, "0412345", List.of("412345"));
        events.clear();
        company.finish(id, "");
        company.delete(id);
        assertThat(told())
                .containsExactly("bpms_instance_change terminate 0412345", "bpms_instance_change delete 0412345");
        assertThat(events.get(0).data().has("result")).isFalse();
        assertThat(events.get(0).data().has("finishTime")).isTrue();
        assertThatThrownBy(() -> company.agree(id, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void directoryChangesAreTold() {
        Person joined = company.join("New One");
        company.rename(joined.userid(), "Old One");
        company.leave(joined.userid());
        company.open(new Department(7, 1, "Seven"));
        company.open(new Department(7, 1, "Eight"));
        company.close(7);
        assertThat(events)
                .extracting(CompanyEvent::type)
                .containsExactly(
                        "user_add_org",
                        "user_modify_org",
                        "user_leave_org",
                        "org_dept_create",
                        "org_dept_modify",
                        "org_dept_remove");
        assertThat(events.get(0).data().path("userId").path(0).asText()).isEqualTo(joined.userid());
        assertThat(events.get(0).data().path("timeStamp").isTextual()).isTrue();
        JsonNode difference = events.get(1).data().path("diffInfo");
        assertThat(difference.path("prev").path("name").asText()).isEqualTo("New One");
        assertThat(difference.path("curr").path("name").asText()).isEqualTo("Old One");
        assertThat(events.get(5).data().path("deptId").path(0).isIntegralNumber())
                .isTrue();
    }

    @Test
    void everyEventHasAnIdOfItsOwn() {
        Company other = Company.of(CompanySize.small(NOW));
        other.onEvent(events::add);
        company.start(code, "0412345");
        other.start(code, "0412345");
        assertThat(events).extracting(CompanyEvent::id).doesNotHaveDuplicates().hasSize(4);
        assertThat(events).extracting(CompanyEvent::corpId).containsOnly(company.corpId());
    }

    private List<String> told() {
        return events.stream()
                .map(event -> String.join(
                                " ",
                                event.type(),
                                event.kind(),
                                event.data().path("staffId").asText(),
                                event.data().path("result").asText(),
                                event.data().path("remark").asText())
                        .replaceAll(" +", " ")
                        .trim())
                .toList();
    }
}
