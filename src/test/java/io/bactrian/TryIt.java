package io.bactrian;

import io.bactrian.approval.*;
import io.bactrian.demo.*;
import io.bactrian.run.*;
import java.nio.file.*;
import java.time.*;
import java.util.*;

public class TryIt {
    public static void main(String[] a) throws Exception {
        Instant now = Instant.now();
        Company company = Company.of(CompanySize.small(now));
        try (StandIn s = StandIn.start(company)) {
            if (a.length > 0) s.faults().latency(Duration.ofMillis(80)).callsPerSecond(20);
            Path home = Files.createTempDirectory("bt");
            Map<String, String> env = new HashMap<>(Map.of(
                    "DINGTALK_CLIENT_ID",
                    s.clientId(),
                    "DINGTALK_CLIENT_SECRET",
                    s.clientSecret(),
                    "DINGTALK_API_BASE_URL",
                    s.url(),
                    "DINGTALK_OAPI_BASE_URL",
                    s.url(),
                    "DINGTALK_CALLS_PER_SECOND",
                    a.length > 0 ? "20" : "unlimited",
                    "DINGTALK_MONTHLY_CALLS",
                    "unlimited",
                    "BACTRIAN_ROUTES",
                    Path.of("routes").toAbsolutePath().toString()));
            long t0 = System.currentTimeMillis();
            try (BactrianRuntime r = BactrianRuntime.start(home, env, Map.of(), Clock.systemUTC())) {
                System.out.println("started " + (System.currentTimeMillis() - t0));
                for (int i = 0; i < 2; i++) {
                    var c = r.connections().all().get(0);
                    Run run = r.runs().resumeOrStart(c, "history", "x");
                    t0 = System.currentTimeMillis();
                    ApprovalRun ar = new ApprovalRun(
                            c,
                            run,
                            ApprovalRoutes.HISTORY,
                            new HistoryRequest(c, run, now.minus(Duration.ofDays(200)), now, List.of(), false));
                    r.template().requestBody(ApprovalRoutes.RUN, ar);
                    System.out.println(ar.failure() + " " + run.counts() + " calls "
                            + r.runs().calls(c, run) + " ms " + (System.currentTimeMillis() - t0));
                    r.runs().end(c, run, RunLedger.SUCCEEDED, null);
                    System.out.println(s.meter().callsByInterface() + " refused "
                            + s.meter().refused() + " busiest "
                            + s.meter().busiestSecond("GET /v1.0/workflow/processInstances"));
                }
                System.out.println(r.tables()
                        .jdbc()
                        .queryForList(
                                "select process_instance_id, title, status, originator_name, current_approvers, form_values_cleaned from process_instance limit 5",
                                Map.of()));
                System.out.println(r.tables().jdbc().queryForList("select * from api_usage", Map.of()));
                System.out.println(r.tables().jdbc().queryForList("select * from run_problem", Map.of()));
            }
        }
    }
}
