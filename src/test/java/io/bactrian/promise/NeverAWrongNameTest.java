package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.call.Purpose;
import io.bactrian.demo.Approval;
import io.bactrian.demo.Person;
import io.bactrian.store.TestDatabases;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 7. A name is never a wrong name: an unknown id stays an id, and is repaired when it is known. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class NeverAWrongNameTest {
    @Parameter
    TestDatabases database;

    private World world;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anIdStaysAnIdUntilItsNameIsKnownAndFollowsTheNameFromThenOn() {
        world = World.of(database);
        Person approver = world.company().person(someApproverOfAnOpenApproval()).orElseThrow();
        List<String> traps = List.of("0412345", "412345", "LiNa0x", "lina0X");
        List<Person> away = world.company().members().stream()
                .filter(person -> traps.contains(person.userid())
                                && !person.userid().equals("412345")
                                && !person.userid().equals("lina0X")
                        || person.userid().equals(approver.userid()))
                .toList();
        away.forEach(person -> world.company().leave(person.userid()));
        world.syncPeople();
        world.history();
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThat(world.rows("SELECT current_approvers FROM process_instance WHERE current_approvers LIKE '%"
                        + approver.userid() + "%'"))
                .isNotEmpty();
        long details = world.calls(World.DETAIL);

        away.forEach(person -> world.company().join(person));
        world.syncPeople();
        assertThat(world.differencesFromCompany()).isEmpty();

        away.forEach(person -> world.company().rename(person.userid(), "新名 " + person.userid()));
        world.syncPeople();
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThat(world.calls(World.DETAIL)).isEqualTo(details);
    }

    @Test
    void aNameThatAnotherProcessHasChangedAndCarriedDoesNotComeBackFromMemory() {
        world = World.of(database);
        world.syncPeople();
        world.history();
        String approver = someApproverOfAnOpenApproval();
        world.runtime()
                .tables()
                .jdbc()
                .update(
                        "UPDATE member SET name = '新名', name_pending = FALSE WHERE userid = :id",
                        Map.of("id", approver));
        List<String> open = world.company()
                .approvals()
                .filter(approval -> approval.finished().isEmpty())
                .map(Approval::id)
                .toList();
        open.forEach(id -> world.company().comment(id, approver, "seen"));
        world.ask(Purpose.LIVE, open);
        assertThat(world.replay().counts().changed()).isEqualTo(open.size());
        assertThat(world.rows("SELECT DISTINCT user_name FROM process_operation_record WHERE userid = '" + approver
                        + "' UNION SELECT user_name FROM process_task WHERE userid = '" + approver + "'"))
                .extracting(row -> row.get("user_name"))
                .containsExactly("新名");
        assertThat(world.rows("SELECT * FROM member WHERE name_pending = TRUE")).isEmpty();
    }

    private String someApproverOfAnOpenApproval() {
        return world.company()
                .approvals()
                .filter(approval -> approval.finished().isEmpty())
                .map(Approval::json)
                .flatMap(json -> json.findParents("taskId").stream())
                .filter(task -> task.path("status").asText().equals("RUNNING"))
                .map((JsonNode task) -> task.path("userId").asText())
                .filter(id -> world.company().members().stream()
                        .anyMatch(person -> person.userid().equals(id)))
                .findFirst()
                .orElseThrow();
    }
}
