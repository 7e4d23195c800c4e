package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.message.Receipt.State;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Messages for more people than a platform takes in a minute. */
class CrowdTest extends BenchedTest {
    @Test
    void manyPeopleInOneMinuteWaitForTheNext() {
        bench.platform.peopleAMinute = OptionalInt.of(3);
        department("7", 9);
        assertThat(bench.send(Map.of("content", "x", "users", "u1,u2")).state()).isEqualTo(State.SENT);

        Receipt waits = bench.send(Map.of("content", "y", "users", "u1,u2"));
        Receipt fits = bench.send(Map.of("content", "z", "users", "u3"));
        Receipt many = bench.send(Map.of("content", "z", "departments", "7"));

        assertThat(fits.state()).isEqualTo(State.SENT);
        assertThat(waits.state()).isEqualTo(State.PENDING);
        assertThat(waits.nextAttempt()).isEqualTo(bench.clock.instant().plusSeconds(60));
        assertThat(many.state()).isEqualTo(State.PENDING);
        bench.clock.forward(Duration.ofSeconds(60));
        bench.carry();
        assertThat(bench.receipt(waits.id()).state()).isEqualTo(State.SENT);
        assertThat(bench.receipt(many.id()).state()).isEqualTo(State.PENDING);
        bench.clock.forward(Duration.ofSeconds(60));
        bench.carry();
        assertThat(bench.receipt(many.id()).state())
                .as("alone in its minute, it goes though it is more")
                .isEqualTo(State.SENT);
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 2, "u2", 2, "u3", 1, "7", 1));
    }

    @Test
    void whatIsForVeryManyGoesHoweverMuchElseThereIs() {
        bench.platform.peopleAMinute = OptionalInt.of(3);
        department("7", 9);
        bench.send(Map.of("content", "0", "users", "u1"));
        Receipt many = bench.send(Map.of("content", "x", "departments", "7"));
        assertThat(many.state()).isEqualTo(State.PENDING);

        Receipt newer = many;
        for (int i = 1; i <= 4; i++) {
            bench.clock.forward(Duration.ofSeconds(20));
            newer = bench.send(Map.of("content", "n" + i, "users", "u" + i));
            bench.carry();
        }

        assertThat(bench.receipt(many.id()).state()).isEqualTo(State.SENT);
        assertThat(bench.receipt(newer.id()).state()).isEqualTo(State.PENDING);
        bench.clock.forward(Duration.ofMinutes(2));
        bench.carry();
        bench.clock.forward(Duration.ofMinutes(1));
        bench.carry();
        assertThat(bench.receipt(newer.id()).state()).isEqualTo(State.SENT);
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 2, "u2", 1, "u3", 1, "u4", 1, "7", 1));
    }

    @Test
    void whatIsForManyGetsItsRoomHoweverMuchElseThereIs() {
        bench.platform.peopleAMinute = OptionalInt.of(10);
        department("7", 8);
        bench.send(Map.of("content", "0", "users", "u1,u2,u3"));
        Receipt many = bench.send(Map.of("content", "x", "departments", "7"));
        assertThat(many.state()).isEqualTo(State.PENDING);

        for (int i = 1; i <= 6; i++) {
            bench.clock.forward(Duration.ofSeconds(10));
            bench.send(Map.of("content", "n" + i, "users", "u1,u2,u3"));
            bench.carry();
        }

        assertThat(bench.receipt(many.id()).state()).as("after a minute").isEqualTo(State.SENT);
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 1, "u2", 1, "u3", 1, "7", 1));
        assertThat(bench.send(Map.of("content", "y", "users", "u4")).state())
                .as("what is older waits for the room that this would take")
                .isEqualTo(State.PENDING);
        for (int i = 0; i < 8; i++) {
            bench.clock.forward(Duration.ofMinutes(1));
            bench.carry();
        }
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 7, "u2", 7, "u3", 7, "u4", 1, "7", 1));
    }

    @Test
    void whatIsForFewGoesBesideWhatWaitsForRoom() {
        bench.platform.peopleAMinute = OptionalInt.of(10);
        department("7", 8);
        bench.send(Map.of("content", "0", "users", "u1,u2,u3"));
        bench.send(Map.of("content", "x", "departments", "7"));
        bench.clock.forward(Duration.ofSeconds(60));

        assertThat(bench.send(Map.of("content", "y", "users", "u4")).state()).isEqualTo(State.SENT);
        bench.carry();

        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 1, "u2", 1, "u3", 1, "u4", 1, "7", 1));
    }

    @Test
    void whatNobodyCarriesHoldsUpNobody() {
        bench.platform.peopleAMinute = OptionalInt.of(10);
        department("7", 10);
        bench.send(Map.of("content", "0", "users", "u1"));
        Receipt left = bench.send(Map.of("content", "x", "departments", "7"));
        assertThat(left.state()).isEqualTo(State.PENDING);

        bench.clock.forward(Duration.ofHours(1));

        assertThat(bench.send(Map.of("content", "y", "users", "u4")).state()).isEqualTo(State.SENT);
    }

    private void department(String id, int people) {
        bench.tables.jdbc().update("""
                INSERT INTO department (connection_name, dept_id, platform, name, name_path, id_path, depth, sort_order,
                  direct_headcount, total_headcount, state, known_at, content_hash, update_time)
                VALUES (:c, :id, 'fake', 'd', 'd', :id, 1, 0, 0, :people, 'active', 0, '', '2026-01-01 00:00:00')
                """, Map.of("c", bench.connection.name(), "id", id, "people", people));
    }
}
