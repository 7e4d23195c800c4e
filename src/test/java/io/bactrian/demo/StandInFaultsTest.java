package io.bactrian.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInFaultsTest {
    private final Instant now = Instant.now();
    private final Company company = Company.of(CompanySize.small(now));
    private final String id = company.approvals().findFirst().orElseThrow().id();
    private final StandIn standIn = StandIn.start(company);
    private final Faults faults = standIn.faults();
    private final TestClient client = new TestClient(standIn);

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void failsTheNextCallsOfOneInterface() {
        faults.failNext(1, Faults.Failure.HTTP_500, "processInstances");
        faults.failNext(1, Faults.Failure.HTTP_503, "processInstances");
        faults.failNext(1, Faults.Failure.BUSY_429, "processInstances");
        assertThat(IntStream.range(0, 4).map(i -> client.detail(id).status())).containsExactly(500, 503, 429, 200);
        assertThat(standIn.meter().refused(Meter.Refused.FAULT)).isEqualTo(3);
        assertThat(standIn.meter().metered()).isEqualTo(1);
    }

    @Test
    void failsAShareOfTheCalls() {
        faults.failing(0.3, Faults.Failure.HTTP_503, "");
        long failed = IntStream.range(0, 300)
                .filter(i -> client.detail(id).status() == 503)
                .count();
        assertThat(failed).isBetween(60L, 120L);
    }

    @Test
    void platformThatIsDownAnswersNothingElse() {
        faults.failing(1, Faults.Failure.HTTP_500, "");
        assertThat(client.detail(id).status()).isEqualTo(500);
        assertThat(client.get("/gettoken").status()).isEqualTo(500);
        faults.none();
        assertThat(client.detail(id).status()).isEqualTo(200);
    }

    @Test
    void closesTheConnectionWithoutAnAnswer() {
        faults.failing(1, Faults.Failure.CLOSED, "instanceIds");
        assertThatThrownBy(() -> client.ids("x", 0, 0, 0, "")).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void bansForAWhile() {
        faults.failFor(Duration.ofSeconds(3), Faults.Failure.BAN_JSON);
        assertThat(client.detail(id).json().path("source").asText()).isEqualTo("x5");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(client.detail(id).json().has("result")).isTrue());
        faults.failFor(Duration.ofMinutes(1), Faults.Failure.BAN_PAGE);
        assertThat(client.detail(id).text()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void breaksTheJson() {
        faults.failNext(1, Faults.Failure.BROKEN_JSON, "processInstances");
        TestClient.Answer broken = client.detail(id);
        assertThat(broken.status()).isEqualTo(200);
        assertThatThrownBy(broken::json).hasCauseInstanceOf(JsonProcessingException.class);
    }

    @Test
    void answersLateOrTooLate() {
        faults.latency(Duration.ofMillis(200));
        long before = System.nanoTime();
        assertThat(client.detail(id).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        client.patience(Duration.ofSeconds(1));
        faults.none().slowNext(1, Duration.ofSeconds(30), "processInstances");
        assertThatThrownBy(() -> client.detail(id)).hasCauseInstanceOf(HttpTimeoutException.class);
        client.patience(TestClient.PATIENCE);
        assertThat(client.detail(id).status()).isEqualTo(200);
    }

    @Test
    void poisonsOneApprovalAndLetsAnotherVanish() {
        String other = company.approvals().skip(1).findFirst().orElseThrow().id();
        faults.failApproval(id, 400, "internalError").vanish(other);
        assertThat(client.detail(id).code()).isEqualTo("internalError");
        assertThat(client.detail(other).code()).isEqualTo("processInstanceNotExist");
        assertThat(ids()).contains(id);
        faults.healApproval(id);
        assertThat(client.detail(id).status()).isEqualTo(200);
    }

    @Test
    void pagesOverlap() {
        List<String> clean = ids();
        faults.overlapIds(3);
        List<String> repeated = ids();
        assertThat(repeated).hasSize(clean.size() + 3);
        assertThat(new HashSet<>(repeated)).isEqualTo(new HashSet<>(clean));
    }

    private List<String> ids() {
        long end = now.toEpochMilli();
        String code = company.templates().get(0).processCode();
        return client.allIds(code, end - Duration.ofDays(61).toMillis(), end, "");
    }
}
