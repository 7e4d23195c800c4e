package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.promise.Rows;
import io.bactrian.promise.Storeroom;
import io.bactrian.promise.TravelClock;
import io.bactrian.store.TestDatabases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Legal but awkward approvals, through the database and back. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class OddApprovalsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = TravelClock.BEGINNING;
    private static final String NASTY =
            "𠮷野家 👩‍👩‍👧 \"quoted\" 'single' \\ <b>bold</b> & Robert'); DROP TABLE process_instance;--\n\t%_?";

    @Parameter
    TestDatabases database;

    private Storeroom room;

    @BeforeEach
    void open() {
        room = new Storeroom(database);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void sixtyApproversAreSixtyTasksAndAllWaitedFor() {
        ObjectNode approval = approval("busy");
        for (int i = 0; i < 60; i++) {
            approval.withArray("tasks")
                    .addObject()
                    .put("taskId", 1000 + i)
                    .put("userId", String.format("%05d", i))
                    .put("status", "RUNNING");
        }
        room.save(room.read("a", approval.toString(), NOW));
        assertThat(room.rows("SELECT * FROM process_task")).hasSize(60);
        assertThat(one("SELECT current_approvers FROM process_instance"))
                .extracting(text -> text.toString().split(", ").length)
                .isEqualTo(60);
    }

    @Test
    void longAndNastyTextsComeBackToTheLetter() throws Exception {
        String value = "长".repeat(30_000);
        ObjectNode approval = approval(NASTY);
        ArrayNode form = approval.putArray("formComponentValues");
        form.addObject()
                .put("id", "1")
                .put("name", NASTY)
                .put("componentType", "TextField")
                .put("value", value);
        form.addObject()
                .put("id", "2")
                .put("name", "x")
                .put("componentType", "TextField")
                .put("value", NASTY);
        approval.withArray("operationRecords")
                .addObject()
                .put("userId", "u")
                .put("type", "ADD_REMARK")
                .put("remark", NASTY);
        ReadResult read = room.read("a", approval.toString(), NOW);
        room.save(read);
        assertThat(one("SELECT title FROM process_instance")).isEqualTo(NASTY);
        assertThat(one("SELECT remark FROM process_operation_record")).isEqualTo(NASTY);
        assertThat(JSON.readTree((String) one("SELECT form_values_cleaned FROM process_instance")))
                .isEqualTo(read.approval().formCleaned());
        assertThat(one("SELECT payload FROM process_payload"))
                .isEqualTo("{\"success\":true,\"result\":" + approval + "}");
    }

    @Test
    void aTitleThatIsTooLongIsCutAndNoCharacterIsHalved() {
        String title = "x" + "🚀".repeat(2000);
        room.save(room.read("a", approval(title).toString(), NOW));
        String stored = (String) one("SELECT title FROM process_instance");
        assertThat(title).startsWith(stored);
        assertThat(stored.length()).isBetween(1000, 2048);
        assertThat(Character.isHighSurrogate(stored.charAt(stored.length() - 1)))
                .isFalse();
    }

    @Test
    void idsThatLookAlikeAreDifferentApprovals() {
        List<String> ids = List.of("0012", "12", "00012", "AbC", "aBc", "abc", "äbc");
        for (String id : ids) {
            room.save(room.read(id, approval("title of " + id).toString(), NOW));
        }
        List<Object> stored = new ArrayList<>();
        room.rows("SELECT process_instance_id AS id, title FROM process_instance")
                .forEach(row -> {
                    stored.add(row.get("id"));
                    assertThat(row.get("title")).isEqualTo("title of " + row.get("id"));
                });
        assertThat(stored).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void theSameContentInAnotherOrderOfKeysTouchesNothing() {
        String one = "{\"title\":\"t\",\"status\":\"RUNNING\",\"formComponentValues\":[{\"id\":\"1\",\"name\":\"a\","
                + "\"componentType\":\"TextField\",\"value\":\"v\"}]}";
        String other = "{\"formComponentValues\":[{\"value\":\"v\",\"componentType\":\"TextField\",\"name\":\"a\","
                + "\"id\":\"1\"}],\"status\":\"RUNNING\",\"title\":\"t\"}";
        room.save(room.read("a", one, NOW));
        Map<String, List<Map<String, Object>>> before = room.everything();
        ApprovalStore.Saved saved = room.save(room.read("a", other, NOW.plusSeconds(1)));
        assertThat(saved.changes()).isEmpty();
        assertThat(saved.unchanged()).isEqualTo(1);
        assertThat(Rows.differences(before, room.everything())).isEmpty();
    }

    private Object one(String sql) {
        return room.rows(sql).get(0).values().iterator().next();
    }

    private static ObjectNode approval(String title) {
        return JSON.createObjectNode()
                .put("title", title)
                .put("status", "RUNNING")
                .put("originatorUserId", "0012");
    }
}
