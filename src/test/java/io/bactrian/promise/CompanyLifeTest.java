package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.demo.CompanyEvent;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Person;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A company lives, and what it tells arrives in any order, some of it late and some of it twice: the database is the
 * company in the end, and it cost few calls.
 */
class CompanyLifeTest {
    private static final int APPROVALS = 30;
    private static final int ROUNDS = 6;

    private final Random dice = new Random(20260615);
    private final List<String> started = new ArrayList<>();
    private final List<CompanyEvent> late = new ArrayList<>();
    private World world;
    private CompanyLife life;
    private int comments;

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void theDatabaseIsTheCompanyInTheEnd(TestDatabases database) {
        world = World.of(
                database, CompanySize.small(TravelClock.BEGINNING).withApprovals(0), Map.of("approval.settle", "30s"));
        world.syncPeople();
        life = new CompanyLife(world);
        for (int round = 0; round < ROUNDS; round++) {
            live(APPROVALS / ROUNDS);
            deliver(0.6);
            drain();
        }
        deliver(1);
        drain();
        assertThat(Rows.differences(
                        states(),
                        world.rows("SELECT process_instance_id, status, result,"
                                + " current_approvers FROM process_instance")))
                .isEmpty();

        started.forEach(id ->
                world.company().approver(id).ifPresent(who -> world.company().finish(id, "agree")));
        deliver(1);
        drain();
        life.deliverEverythingAgain();
        drain();
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
        assertThat(world.calls(World.DETAIL)).isLessThanOrEqualTo(2L * APPROVALS + comments);
    }

    private void live(int newOnes) {
        for (int i = 0; i < newOnes; i++) {
            String template = pick(world.company().templates()).processCode();
            started.add(world.company().start(template, anybody(), List.of(anybody(), anybody(), anybody())));
        }
        for (String id : started) {
            world.company().approver(id).ifPresent(who -> act(id));
        }
    }

    private void act(String id) {
        switch (dice.nextInt(6)) {
            case 0, 1, 2 -> world.company().agree(id, "fine");
            case 3 -> world.company().redirect(id, anybody(), "yours");
            case 4 -> {
                comments++;
                world.company().comment(id, anybody(), "hm");
            }
            default -> world.company().finish(id, pick(List.of("refuse", "")));
        }
    }

    /** A share of what has happened, some of it twice; the rest is late. */
    private void deliver(double share) {
        late.addAll(life.waiting());
        Collections.shuffle(late, dice);
        List<CompanyEvent> now = new ArrayList<>(late.subList(0, (int) Math.round(late.size() * share)));
        late.removeAll(Set.copyOf(now));
        now.addAll(now.subList(0, now.size() / 3));
        Collections.shuffle(now, dice);
        now.forEach(life::deliver);
    }

    private void drain() {
        world.clock().jump(Duration.ofMinutes(1));
        world.drain();
    }

    private Map<String, Map<String, Object>> states() {
        Map<String, Map<String, Object>> states = new TreeMap<>();
        new CompanyRows(world.company()).instances().forEach((id, row) -> {
            Map<String, Object> state = new HashMap<>(row);
            state.keySet().retainAll(Set.of("process_instance_id", "status", "result", "current_approvers"));
            states.put(id, state);
        });
        return states;
    }

    private String anybody() {
        return pick(world.company().members().stream().map(Person::userid).toList());
    }

    private <T> T pick(List<T> all) {
        return all.get(dice.nextInt(all.size()));
    }
}
