package io.bactrian.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompanyLifeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void sameSeedLivesTheSameLife() {
        List<String> life = lived(7, 500);
        assertThat(lived(7, 500)).isEqualTo(life);
        assertThat(lived(8, 500)).isNotEqualTo(life);
        assertThat(new HashSet<>(life.stream()
                        .map(line -> line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1)))
                        .toList()))
                .contains(
                        "bpms_instance_change start",
                        "bpms_instance_change finish",
                        "bpms_instance_change terminate",
                        "bpms_task_change start",
                        "bpms_task_change finish",
                        "bpms_task_change comment",
                        "user_modify_org ");
    }

    @Test
    void goesOnByItselfUntilItIsClosed() {
        Company company = Company.of(CompanySize.small(NOW));
        CompanyLife life = CompanyLife.start(company, Duration.ofMillis(1), 7);
        await().atMost(Duration.ofSeconds(15)).until(() -> life.steps() > 100);
        life.close();
        long steps = life.steps();
        await().during(Duration.ofMillis(50)).until(() -> life.steps() == steps);
        assertThat(company.eventCount()).isGreaterThan(100);
    }

    @Test
    void survivesThoseWhoInterfere() {
        Company company = Company.of(CompanySize.small(NOW));
        CompanyLife life = CompanyLife.byHand(company, 7);
        for (int i = 0; i < 300; i++) {
            life.step();
            if (i % 10 == 0) {
                company.approvals().skip(120).reduce((first, second) -> second).ifPresent(last -> {
                    company.delete(last.id());
                });
            }
        }
        company.members().stream().skip(1).limit(20).forEach(person -> company.leave(person.userid()));
        for (int i = 0; i < 300; i++) {
            life.step();
        }
        assertThat(life.steps()).isEqualTo(600);
    }

    private static List<String> lived(long seed, int steps) {
        Company company = Company.of(CompanySize.small(NOW), Clock.fixed(NOW, ZoneOffset.UTC));
        List<String> told = new ArrayList<>();
        company.onEvent(event -> told.add(event.type() + " " + event.kind() + " " + event.data()));
        CompanyLife life = CompanyLife.byHand(company, seed);
        for (int i = 0; i < steps; i++) {
            life.step();
        }
        return told;
    }
}
