package io.bactrian.promise;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.bactrian.demo.Approval;
import io.bactrian.demo.CompanySize;
import io.bactrian.store.TestDatabases;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 4. One bad item stops nobody: it is kept with its cause, the rest go on, and the run is no success. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class OneBadItemStopsNobodyTest {
    private static final String DETAIL = "/v1.0/workflow/processInstances";

    @Parameter
    TestDatabases database;

    private final WireMockServer between =
            new WireMockServer(options().dynamicPort().jettyAcceptors(1).containerThreads(24));
    private World world;

    @BeforeEach
    void putAServerBetweenThatCanSpoilAnswers() {
        between.start();
        world = World.of(
                database,
                CompanySize.small(TravelClock.BEGINNING),
                Map.of("connection.dingtalk.api-base-url", between.baseUrl(), "approval.batch", "30"));
        heal();
        world.syncPeople();
    }

    @AfterEach
    void close() {
        world.close();
        between.stop();
    }

    @Test
    void everyKindOfBadApprovalIsKeptWithItsCauseAndTheRestAreStored() {
        List<Approval> approvals = world.company().approvals().toList();
        Map<String, String> causes = new HashMap<>();
        world.faults().failApproval(spoilt(causes, approvals.get(3), "systemError"), 500, "systemError");
        world.faults().failApproval(spoilt(causes, approvals.get(9), "processGetFailed"), 400, "processGetFailed");
        answer(spoilt(causes, approvals.get(14), "malformed"), "{\"success\":true,\"result\":{\"title\":\"cut");
        answer(spoilt(causes, approvals.get(20), "result"), "{\"success\":true}");
        answer(spoilt(causes, approvals.get(30), "status"), "{\"success\":true,\"result\":{\"title\":\"x\"}}");
        answer(spoilt(causes, approvals.get(41), "success"), "{\"success\":false,\"result\":{\"status\":\"NEW\"}}");
        answer(spoilt(causes, approvals.get(52), "malformed"), "[]");
        String tooLong = "9".repeat(200);
        answer(
                spoilt(causes, approvals.get(60), "the database refused the row"),
                "{\"success\":true,\"result\":" + approvals.get(60).json().put("originatorUserId", tooLong) + "}");
        answer(
                spoilt(causes, approvals.get(61), "the database refused the row"),
                "{\"success\":true,\"result\":" + approvals.get(61).json().put("mainProcessInstanceId", tooLong) + "}");

        World.Outcome outcome = world.history();

        assertThat(outcome.state()).isEqualTo("failed");
        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.counts().failed()).isEqualTo(causes.size());
        assertThat(outcome.counts().created()).isEqualTo(approvals.size() - causes.size());
        assertThat(world.differencesFromCompany())
                .allMatch(difference -> causes.keySet().stream().anyMatch(difference::startsWith));
        assertThat(world.rows("SELECT process_instance_id, state, error FROM work_item"))
                .hasSize(causes.size())
                .allSatisfy(row ->
                        assertThat((String) row.get("error")).contains(causes.get(row.get("process_instance_id"))))
                .allSatisfy(row -> assertThat(row).containsEntry("state", "failed"));
        assertThat(world.rows("SELECT item_id FROM run_problem")).hasSize(causes.size());

        heal();
        World.Outcome replayed = world.replay();
        assertThat(replayed.state()).isEqualTo("succeeded");
        assertThat(replayed.counts().created()).isEqualTo(causes.size());
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
    }

    private static String spoilt(Map<String, String> causes, Approval approval, String cause) {
        causes.put(approval.id(), cause);
        return approval.id();
    }

    private void answer(String id, String body) {
        between.stubFor(get(urlPathEqualTo(DETAIL))
                .withQueryParam("processInstanceId", equalTo(id))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
    }

    private void heal() {
        world.faults().none();
        between.resetAll();
        between.stubFor(
                any(anyUrl()).willReturn(aResponse().proxiedFrom(world.standIn().url())));
    }
}
