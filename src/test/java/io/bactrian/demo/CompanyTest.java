package io.bactrian.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CompanyTest {
    private static final Instant TO = Instant.parse("2026-03-01T00:00:00Z");

    private final CompanySize size = CompanySize.small(TO);
    private final Company company = Company.of(size, Clock.fixed(TO, ZoneOffset.UTC));

    @Test
    void sameSeedGivesTheSameCompanyToTheLetter() {
        Company again = Company.of(size);
        assertThat(texts(again)).isEqualTo(texts(company));
        assertThat(again.members()).isEqualTo(company.members());
        assertThat(texts(Company.of(size.withSeed(5)))).doesNotContainAnyElementsOf(texts(company));
    }

    @Test
    void everyIdLeadsBackToItsApproval() {
        Company large = Company.of(size.withApprovals(50_000));
        Set<String> ids = large.approvals().map(Approval::id).collect(Collectors.toSet());
        assertThat(ids).hasSize(50_000);
        assertThat(ids).allMatch(id -> large.approval(id).orElseThrow().id().equals(id));
        assertThat(large.approval("no-such-id")).isEmpty();
        assertThat(large.approval(ids.iterator().next().toUpperCase() + "x")).isEmpty();
    }

    @Test
    void holdsWhatIsAwkwardButLegal() {
        String all = String.join("\n", texts(company));
        assertThat(all)
                .contains("bpms_system", "ADD_REMARK", "REDIRECTED", "CANCELED", "PROCESS_CC", "REVOKE", "MODIFY")
                .contains("TERMINATED", "RUNNING", "APPEND_TASK_AFTER", "EXECUTE_TASK_AGENT", "\"-1\"")
                .contains("🚀", "<b>", "DROP TABLE", "\"value\":\"null\"", "componentName", "rowValue", "长长长")
                .contains("DDHolidayField", "DDBizSuite", "HologramField", "procInstId", "emplId", "itemId");
        Set<String> types = company.templates().stream()
                .flatMap(template -> template.form().stream().map(Template.Component::type))
                .collect(Collectors.toSet());
        assertThat(types).hasSizeGreaterThanOrEqualTo(26);
        assertThat(company.members())
                .anyMatch(person -> person.departments().equals(List.of(1L)))
                .anyMatch(person -> person.departments().size() == 3);
    }

    @Test
    void hasIdsThatDifferOnlyInCaseOrZeros() {
        assertThat(company.person("LiNa0x")).isPresent();
        assertThat(company.person("lina0X")).isPresent();
        assertThat(company.person("0412345").orElseThrow())
                .isNotEqualTo(company.person("412345").orElseThrow());
        List<String> lower =
                company.approvals().map(approval -> approval.id().toLowerCase()).toList();
        assertThat(Set.copyOf(lower)).hasSizeLessThan(lower.size());
        assertThat(company.approvals().map(Approval::id).filter(ApprovalIds::isUuid))
                .hasSizeGreaterThan(10);
    }

    @Test
    void leaversAreInOldApprovalsAndNotInTheDirectory() {
        List<String> members = company.members().stream().map(Person::userid).toList();
        assertThat(company.leavers()).isNotEmpty().noneMatch(person -> members.contains(person.userid()));
        String all = String.join("\n", texts(company));
        assertThat(company.leavers()).anyMatch(person -> all.contains("\"" + person.userid() + "\""));
    }

    @Test
    void idSuffixAndWallClockAgree() {
        Approval approval = company.approvals()
                .filter(candidate -> !ApprovalIds.isUuid(candidate.id()))
                .findFirst()
                .orElseThrow();
        long second = Long.parseLong(approval.id().substring(26));
        assertThat(second).isEqualTo(approval.created().getEpochSecond());
        assertThat(approval.json().path("createTime").asText()).isEqualTo(BeijingTime.workflow(second * 1000));
        assertThat(Instant.parse(approval.json().path("createTime").asText().replace("Z", ":00Z")))
                .isAfter(approval.created().plusSeconds(7 * 3600));
    }

    @Test
    void recordsAreInTheOrderOfTime() {
        assertThat(company.approvals())
                .allSatisfy(approval -> assertThat(
                                approval.json().path("operationRecords").findValuesAsText("date"))
                        .isNotEmpty()
                        .isSorted());
    }

    @Test
    void revocationAndMainPointAtEachOther() {
        Approval revocation = company.approvals()
                .filter(approval -> approval.bizAction().equals("REVOKE"))
                .findFirst()
                .orElseThrow();
        String main = revocation.json().path("mainProcessInstanceId").asText();
        JsonNode attached = company.approval(main).orElseThrow().json().path("attachedProcessInstanceIds");
        assertThat(attached.path(0).asText()).isEqualTo(revocation.id());
    }

    @Test
    void finishingClosesTheTasksAndCommentsFollow() {
        Person boss = company.members().get(0);
        String id = company.start(company.templates().get(0).processCode(), boss.userid());
        assertThat(company.approval(id).orElseThrow().json().path("tasks"))
                .anyMatch(task -> task.path("status").asText().equals("RUNNING"));
        company.finish(id, "agree");
        company.comment(id, boss.userid(), "nachträglich 🌸");
        Approval now = company.approval(id).orElseThrow();
        assertThat(now.status()).isEqualTo("COMPLETED");
        assertThat(now.json().path("finishTime").asText()).isEqualTo("2026-03-01T08:00Z");
        assertThat(now.json().path("tasks")).allMatch(task -> task.has("finishTime"));
        JsonNode records = now.json().path("operationRecords");
        assertThat(records.get(records.size() - 1).path("remark").asText()).isEqualTo("nachträglich 🌸");
        company.delete(id);
        assertThat(company.approval(id)).isEmpty();
    }

    @Test
    void peopleJoinLeaveAndChangeTheirNames() {
        Person first = company.members().get(1);
        company.rename(first.userid(), "新名字");
        company.leave(company.members().get(2).userid());
        Person joined = company.join("New One", company.departments().get(1).id());
        assertThat(company.person(first.userid()).orElseThrow().name()).isEqualTo("新名字");
        assertThat(company.members()).hasSize(40).contains(joined);
        assertThat(company.leavers()).hasSize(4);
    }

    private static List<String> texts(Company company) {
        return company.approvals().map(approval -> approval.json().toString()).toList();
    }
}
