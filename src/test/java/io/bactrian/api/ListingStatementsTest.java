package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.audit.Act;
import io.bactrian.audit.Audit;
import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import io.bactrian.store.Database;
import io.bactrian.store.Tables;
import io.bactrian.store.TestDatabases;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every list, with every filter and every order, is a statement that all databases understand. */
class ListingStatementsTest {
    private static final Connection SHOP = new Connection(
            "shop",
            "dingtalk",
            "id",
            new Secret("s"),
            Map.of(),
            Map.of(),
            Optional.empty(),
            Map.of(),
            List.of(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            0,
            EventSettings.NONE);

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void everyFilterAndOrderIsUnderstood(TestDatabases databases) {
        try (Database database = databases.open()) {
            Tables tables = Tables.of(database.dataSource());
            Times times = new Times(ZoneId.of("Asia/Shanghai"));
            Audit audit = new Audit(tables, Clock.systemUTC());
            audit.end(
                    audit.begin(new Act(Audit.API, "me", "::1", "shop", "try", "x".repeat(5000))),
                    Audit.DONE,
                    "y".repeat(5000),
                    7L);
            List<Operation> lists = new ArrayList<>();
            lists.addAll(new PeopleOperations(tables, times, Spelling.AS_SAID).all());
            lists.addAll(new ViewOperations(tables, times, Clock.systemUTC()).all());
            lists.addAll(new ApprovalOperations(tables, times, null, Spelling.AS_SAID).all());
            lists.addAll(new MessageViews(null, tables, times).all());
            lists.removeIf(operation -> operation.query().isEmpty());
            assertThat(lists).hasSize(8);
            for (Operation list : lists) {
                for (Parameter parameter : list.query()) {
                    for (String value : values(parameter)) {
                        Reply reply = list.answer().apply(ask(Map.of(parameter.name(), value)));
                        assertThat(reply.code())
                                .as(list.name() + " " + parameter.name())
                                .isZero();
                    }
                }
            }
            Reply told = lists.stream()
                    .filter(list -> list.name().equals("api-audit"))
                    .findFirst()
                    .orElseThrow()
                    .answer()
                    .apply(ask(Map.of("from", "2020-01-01", "caller", "me,you")));
            assertThat(told.data().toString()).contains("run_id=7").contains("total=1");
        }
    }

    @Test
    void whatWouldTakeLongToCountIsNotCounted() {
        try (Database database = TestDatabases.H2.open()) {
            Tables tables = Tables.of(database.dataSource());
            Operation audit = new ViewOperations(tables, new Times(ZoneId.of("Asia/Shanghai")), Clock.systemUTC())
                    .all().stream()
                            .filter(list -> list.name().equals("api-audit"))
                            .findFirst()
                            .orElseThrow();
            String insert =
                    "INSERT INTO audit (connection_name, via, caller, address, action, arguments, begun_at, outcome)"
                            + " SELECT 'shop', 'api', 'me', '::1', 'try', '', x, 'done' FROM SYSTEM_RANGE(1, %d)";
            tables.jdbc().update(insert.formatted(100_000), Map.of());
            assertThat(audit.answer().apply(ask(Map.of())).data().toString()).contains("total=100000");
            tables.jdbc().update(insert.formatted(1), Map.of());
            assertThat(audit.answer().apply(ask(Map.of())).data().toString()).contains("total=null");
        }
    }

    private static List<String> values(Parameter parameter) {
        return switch (parameter.name()) {
            case "page", "page_size" -> List.of("1");
            case "template" -> List.of();
            case "command" -> List.of("sync-users");
            case "state", "status", "result", "outcome" ->
                List.of(parameter.description().split("[, ]")[0]);
            case "sort" -> {
                String there = parameter.description();
                yield List.of(there.substring(there.indexOf("There are: ") + 11, there.length() - 1)
                        .split(", "));
            }
            default ->
                parameter.name().matches("(.*_)?(from|to)")
                        ? List.of("2026-10-31", "2026-10-31T08:00")
                        : parameter.name().equals("id") ? List.of("1,2") : List.of("a, b_%!");
        };
    }

    private static Ask ask(Map<String, String> query) {
        return new Ask(null, new Caller("me", "::1", Permissions.ALL), SHOP, query, null);
    }
}
