package io.bactrian.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInLimitsTest {
    private static final String COUNT = "/topapi/user/count";

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-01T00:00:00Z"));
    private final Company company = Company.of(CompanySize.small(time.get()));
    private final String id = company.approvals().findFirst().orElseThrow().id();
    private final StandIn standIn = StandIn.start(company, 0, clock());
    private final TestClient client = new TestClient(standIn);

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void givesTheSameTokenWhileItLives() {
        String first = client.newToken();
        time.set(time.get().plus(Duration.ofMinutes(119)));
        assertThat(client.newToken()).isEqualTo(first);
        time.set(time.get().plus(Duration.ofMinutes(119)));
        assertThat(client.detail(id).status()).isEqualTo(200);
        time.set(time.get().plus(Duration.ofMinutes(1)));
        assertThat(client.detail(id).code()).isEqualTo("InvalidAuthentication");
        assertThat(client.old(COUNT, "{\"only_active\":true}").subCode()).isEqualTo("88/42001");
        assertThat(client.newToken()).isNotEqualTo(first);
        assertThat(standIn.meter().tokensIssued()).isEqualTo(2);
    }

    @Test
    void refusesWrongAndMissingTokensAndSecrets() {
        client.useToken("tok-wrong");
        assertThat(client.detail(id).status()).isEqualTo(400);
        assertThat(client.detail(id).code()).isEqualTo("InvalidAuthentication");
        assertThat(client.old(COUNT, "{}").subCode()).isEqualTo("88/40014");
        assertThat(client.post(COUNT, "{}").subCode()).isEqualTo("41001/");
        client.useToken(null);
        assertThat(client.detail(id).code()).isEqualTo("InvalidAuthentication");
        assertThat(client.post("/v1.0/oauth2/accessToken", "{\"appKey\":\"a\",\"appSecret\":\"b\"}")
                        .code())
                .isEqualTo("invalidClientIdOrSecret");
        assertThat(client.get("/gettoken?appkey=a&appsecret=b").subCode()).isEqualTo("40089/");
        assertThat(standIn.meter().refused(Meter.Refused.TOKEN)).isEqualTo(7);
    }

    @Test
    void oldAndNewGenerationShareTheToken() {
        String old = client.get("/gettoken?appkey=" + standIn.clientId() + "&appsecret=" + standIn.clientSecret())
                .json()
                .path("access_token")
                .asText();
        assertThat(old).isEqualTo(client.newToken());
    }

    @Test
    void tokenDiesAfterItsCalls() {
        standIn.faults().tokenDiesEvery(3);
        for (int i = 0; i < 3; i++) {
            assertThat(client.detail(id).status()).isEqualTo(200);
        }
        assertThat(client.detail(id).code()).isEqualTo("InvalidAuthentication");
        client.useToken(client.newToken());
        assertThat(client.detail(id).status()).isEqualTo(200);
        standIn.killToken();
        assertThat(client.detail(id).code()).isEqualTo("InvalidAuthentication");
    }

    @Test
    void refusesMoreThanTheLimitInASlidingSecond() {
        standIn.faults().callsPerSecond(5);
        for (int i = 0; i < 5; i++) {
            assertThat(client.detail(id).status()).isEqualTo(200);
        }
        TestClient.Answer refused = client.detail(id);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("Forbidden.AccessDenied.QpsLimitForAppkeyAndApi");
        for (int i = 0; i < 5; i++) {
            client.old(COUNT, "{\"only_active\":true}");
        }
        assertThat(client.old(COUNT, "{}").subCode()).isEqualTo("88/90018");
        assertThat(standIn.meter().refused(Meter.Refused.PACE)).isEqualTo(2);
        assertThat(standIn.meter().metered()).isEqualTo(5);
        assertThat(standIn.meter().busiestSecond("GET " + TestClient.DETAIL)).isEqualTo(6);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(client.detail(id).status()).isEqualTo(200));
    }

    @Test
    void windowSlidesAndGrows() {
        SlidingSecond second = new SlidingSecond();
        long millis = 1_000_000;
        for (int i = 0; i < 100; i++) {
            second.add(i * 10 * millis);
        }
        assertThat(second.count(990 * millis)).isEqualTo(100);
        assertThat(second.count(1000 * millis)).isEqualTo(99);
        assertThat(second.count(1495 * millis)).isEqualTo(50);
        for (int i = 0; i < 200; i++) {
            second.add((1500 + i) * millis);
        }
        assertThat(second.count(1699 * millis)).isEqualTo(230);
        assertThat(second.count(9999 * millis)).isZero();
    }

    @Test
    void countsTheMonthForMeteredCallsOnly() {
        standIn.faults().monthlyCalls(5);
        for (int i = 0; i < 5; i++) {
            assertThat(client.detail(id).status()).isEqualTo(200);
        }
        TestClient.Answer refused = client.detail(id);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("Forbidden.AccessDenied.ApiCountLimitForOrg");
        assertThat(client.old(COUNT, "{\"only_active\":true}").subCode()).isEqualTo("0/");
        standIn.meter().newMonth();
        assertThat(client.detail(id).status()).isEqualTo(200);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.get();
            }
        };
    }
}
