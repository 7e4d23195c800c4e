package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.wecom.WeComStandIn;
import io.bactrian.store.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The queries of the README, over a company on DingTalk and one on WeCom in one database. */
class OneReportTest {
    private WeComStandIn standIn;
    private World world;

    @AfterEach
    void close() {
        world.close();
        standIn.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void theReportsOfTheReadmeRunOverBothPlatforms(TestDatabases database) throws IOException {
        TravelClock clock = new TravelClock();
        standIn = WeComStandIn.start(
                Company.of(
                        CompanySize.small(TravelClock.BEGINNING).withPeople(20).withApprovals(0), clock),
                0,
                clock);
        standIn.approvals()
                .generate(
                        60,
                        TravelClock.BEGINNING.minus(Duration.ofDays(60)),
                        TravelClock.BEGINNING.minus(Duration.ofHours(12)));
        world = World.of(
                database, CompanySize.small(TravelClock.BEGINNING).withApprovals(60), WeComWorld.settingsFor(standIn));
        world.syncPeople();
        assertThat(world.history().state()).isEqualTo("succeeded");
        assertThat(WeComWorld.history(
                                world.runtime(), world.runtime().connections().get("wecom"), false)
                        .state())
                .isEqualTo("succeeded");

        assertThat(world.rows("SELECT platform, COUNT(*) AS n FROM process_instance GROUP BY platform ORDER BY 1"))
                .extracting(row -> row.get("n"))
                .containsExactly(60L, 60L);
        assertThat(words("status")).isSubsetOf("RUNNING", "COMPLETED", "TERMINATED");
        assertThat(words("result")).isSubsetOf("agree", "refuse");
        List<String> reports = reports();
        assertThat(reports).hasSize(3);
        List<List<Map<String, Object>>> answers =
                reports.stream().map(world::rows).toList();
        assertThat(answers).noneMatch(List::isEmpty);
        assertThat(answers.get(0).stream().map(row -> row.get("template")).toList())
                .contains("费用报销", "付款申请");
        assertThat(answers.get(0).stream()
                        .mapToLong(row -> ((Number) row.get("waiting")).longValue())
                        .sum())
                .isEqualTo(world.number("SELECT COUNT(*) FROM process_instance WHERE status = 'RUNNING'"));
        assertThat(WeComWorld.stored(world.runtime())).isEqualTo(WeComWorld.expected(standIn));
    }

    private List<Object> words(String column) {
        return world
                .rows("SELECT DISTINCT " + column + " AS word FROM process_instance WHERE " + column + " IS NOT NULL")
                .stream()
                .map(row -> row.get("word"))
                .collect(Collectors.toList());
    }

    private static List<String> reports() throws IOException {
        Matcher matcher = Pattern.compile("```sql\n(SELECT.*?);\n```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")));
        List<String> reports = new ArrayList<>();
        while (matcher.find()) {
            reports.add(
                    matcher.group(1).replace("'2026-10-01'", "'2026-04-01'").replace("'2026-11-01'", "'2026-07-01'"));
        }
        return reports;
    }
}
