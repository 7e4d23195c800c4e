package io.bactrian.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bactrian.BactrianRuntime;
import io.bactrian.connection.Connection;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Faults.Failure;
import io.bactrian.demo.StandIn;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The door as the platform sees it: real calls over the wire to a stand-in that is as strict as the platform. */
@Timeout(60)
class DoorTest {
    private static final String USERS = "POST /topapi/v2/user/list";
    private static final String TEMPLATES = "GET /v1.0/workflow/processes/userVisibilities/templates";

    @TempDir
    private Path home;

    private StandIn platform;
    private BactrianRuntime runtime;
    private Connection connection;

    @BeforeEach
    void openThePlatform() throws Exception {
        platform = StandIn.start(Company.of(CompanySize.small(Instant.now())));
    }

    @AfterEach
    void close() {
        runtime.close();
        platform.close();
    }

    @Test
    void manyThreadsFetchOneToken() throws Exception {
        start(Map.of());

        inParallel(32, this::callOldGeneration);

        assertThat(platform.meter().tokensIssued()).isEqualTo(1);
        assertThat(platform.meter().calls("POST /v1.0/oauth2/accessToken")).isEqualTo(1);
        assertThat(platform.meter().calls(USERS)).isEqualTo(32);
    }

    @Test
    void aTokenThatDiedIsRenewedInBothGenerations() {
        start(Map.of());
        callOldGeneration();

        platform.killToken();
        callOldGeneration();
        platform.killToken();
        callNewGeneration();

        assertThat(platform.meter().calls("POST /v1.0/oauth2/accessToken")).isEqualTo(3);
    }

    @Test
    void tokensThatDieAllTheTimeCostNoCall() throws Exception {
        start(Map.of());
        // more than are on their way at once: a token that dies before anybody has used it looks like a wrong one
        platform.faults().tokenDiesEvery(25);

        inParallel(100, this::callOldGeneration);

        assertThat(platform.meter().calls(USERS)).isGreaterThanOrEqualTo(100);
    }

    @Test
    void aWrongSecretIsSaidOnceAndNotRepeated() {
        start(Map.of("connection.dingtalk.client-secret", "not-the-one"));

        CallException failure = catchThrowableOfType(CallException.class, this::callNewGeneration);

        assertThat(failure.errorClass()).isEqualTo(ErrorClass.REFUSED);
        assertThat(failure).hasMessageContaining("DINGTALK_CLIENT_SECRET").hasMessageNotContaining("not-the-one");
        assertThat(platform.meter().calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"HTTP_500", "HTTP_503", "BUSY_429", "CLOSED", "BROKEN_JSON", "BAN_PAGE", "BAN_JSON"})
    void whatMayPassIsRepeated(Failure failure) {
        start(Map.of("call.ban-pause", "20ms"));
        callOldGeneration();
        platform.faults().failNext(2, failure, USERS);

        callOldGeneration();

        assertThat(platform.meter().calls(USERS)).isEqualTo(4);
    }

    @Test
    void repeatsOfManyThreadsEndEvenWithTheShortestDelay() throws Exception {
        start(Map.of("call.retry-delay", "1ms", "call.retries", "1"));
        callOldGeneration();
        platform.faults().failing(1.0, Failure.HTTP_500, USERS);

        List<Future<Object>> results = inParallelUnchecked(40, this::callOldGeneration);

        for (Future<Object> result : results) {
            assertThatThrownBy(result::get).hasRootCauseInstanceOf(CallException.class);
        }
        assertThat(platform.meter().calls(USERS)).isEqualTo(81);
    }

    @Test
    void whatLastsIsReportedAfterTheLastRepeat() {
        start(Map.of("call.retries", "2"));
        platform.faults().failing(1.0, Failure.HTTP_500, TEMPLATES);

        CallException failure = catchThrowableOfType(CallException.class, this::callNewGeneration);

        assertThat(failure.errorClass()).isEqualTo(ErrorClass.RETRY);
        assertThat(platform.meter().calls(TEMPLATES)).isEqualTo(3);
    }

    @Test
    void noSecondHoldsMoreCallsThanAllowedButForThoseThatWereHeldUp() throws Exception {
        start(Map.of("connection.dingtalk.calls-per-second", "20"));
        platform.faults().callsPerSecond(20).latency(Duration.ofMillis(30));

        inParallel(50, this::callOldGeneration);

        // a busy machine may hold up some calls on their way until the next ones have closed up
        assertThat(platform.meter().busiestSecond(USERS)).isLessThanOrEqualTo(30);
        assertThat(platform.meter().refused()).isLessThanOrEqualTo(10);
        Duration taken = Duration.between(
                platform.meter().first(USERS).orElseThrow(),
                platform.meter().last(USERS).orElseThrow());
        assertThat(49 / (taken.toMillis() / 1000.0)).isBetween(0.2 * 20, 24.0);
    }

    @Test
    void aLimitThatIsLowerThanWeThinkSlowsDownAndLosesNothing() throws Exception {
        start(Map.of("connection.dingtalk.calls-per-second", "60", "call.retry-delay", "200ms"));
        platform.faults().callsPerSecond(20);

        inParallel(60, this::callOldGeneration);

        assertThat(platform.meter().calls(USERS)).isGreaterThanOrEqualTo(60);
    }

    @Test
    void theLedgerEqualsWhatTheServerCounted() throws Exception {
        start(Map.of("call.retries", "15", "call.retry-delay", "1ms"));
        platform.faults().failing(0.1, Failure.HTTP_500, USERS).tokenDiesEvery(20);

        inParallel(60, this::callOldGeneration);
        inParallel(20, this::callNewGeneration);
        runtime.ledger().flush();

        Map<String, Long> ledger = new HashMap<>();
        runtime.tables().jdbc().query("SELECT interface, SUM(calls) AS n FROM api_usage GROUP BY interface", row -> {
            ledger.put(row.getString("interface"), row.getLong("n"));
        });
        assertThat(ledger).containsExactlyInAnyOrderEntriesOf(platform.meter().callsByInterface());
    }

    @Test
    void theMonthsBudgetStopsChargedCallsAndKeepsTheReserveForLiveWork() {
        start(Map.of("connection.dingtalk.monthly-calls", "5", "connection.dingtalk.live-reserve", "2"));
        for (int i = 0; i < 3; i++) {
            callNewGeneration();
        }

        CallException spent = catchThrowableOfType(CallException.class, this::callNewGeneration);
        assertThat(spent.errorClass()).isEqualTo(ErrorClass.QUOTA);
        assertThat(spent).hasMessageContaining("3 of the 5 calls").hasMessageContaining("monthly-calls");

        call(Purpose.LIVE);
        call(Purpose.LIVE);
        assertThatThrownBy(() -> call(Purpose.LIVE)).isInstanceOf(CallException.class);
        callOldGeneration();
        assertThat(platform.meter().calls(TEMPLATES)).isEqualTo(5);
    }

    @Test
    void anAnswerThatDoesNotComeIsATimeoutWithThePlatformNamed() {
        start(Map.of("call.timeout", "4s", "call.retries", "0"));
        callOldGeneration();
        platform.faults().slowNext(1, Duration.ofSeconds(30), USERS);

        assertThatThrownBy(this::callOldGeneration)
                .isInstanceOf(CallException.class)
                .hasMessageContaining("/topapi/v2/user/list")
                .hasMessageNotContaining("access_token");
    }

    private void start(Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(Map.of(
                "connection.dingtalk.client-id", platform.clientId(),
                "connection.dingtalk.client-secret", platform.clientSecret(),
                "connection.dingtalk.api-base-url", platform.url(),
                "connection.dingtalk.oapi-base-url", platform.url(),
                "connection.dingtalk.calls-per-second", "unlimited",
                "call.retry-delay", "10ms",
                "bactrian.routes", Path.of("routes").toAbsolutePath().toString()));
        all.putAll(overrides);
        runtime = BactrianRuntime.start(home, Map.of(), all, Clock.systemUTC());
        connection = runtime.connections().all().get(0);
    }

    private Object callOldGeneration() {
        Map<String, Object> body = Map.of("dept_id", 1, "cursor", 0, "size", 1);
        return send(ApiCall.post(connection, Purpose.PEOPLE, "oapi", "/topapi/v2/user/list", body));
    }

    private Object callNewGeneration() {
        return call(Purpose.HISTORY);
    }

    private Object call(Purpose purpose) {
        return send(ApiCall.get(connection, purpose, "api", "/v1.0/workflow/processes/userVisibilities/templates")
                .with("maxResults", 100)
                .with("nextToken", 0)
                .charged());
    }

    private Object send(ApiCall call) {
        return Calls.request(runtime.template(), CallRoutes.CALL, call, ApiAnswer.class);
    }

    private static void inParallel(int times, Callable<Object> call) throws Exception {
        for (Future<Object> result : inParallelUnchecked(times, call)) {
            result.get();
        }
    }

    private static List<Future<Object>> inParallelUnchecked(int times, Callable<Object> call)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                calls.add(call);
            }
            return threads.invokeAll(calls);
        } finally {
            threads.shutdown();
        }
    }
}
