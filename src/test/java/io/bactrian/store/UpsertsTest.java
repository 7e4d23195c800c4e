package io.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.promise.Storeroom;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Whoever adds or changes a row finds it there afterwards, whatever others delete in the same moment. */
class UpsertsTest {
    private static final int TIMES = 300;
    private static final String COUNT = "SELECT COUNT(*) FROM directory_work";

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void theRowIsThereAlthoughOthersDeleteIt(TestDatabases database) throws Exception {
        try (Storeroom room = new Storeroom(database)) {
            Tables tables = room.tables();
            AtomicBoolean isOver = new AtomicBoolean();
            CompletableFuture<Void> deleting = CompletableFuture.runAsync(() -> {
                while (!isOver.get()) {
                    tables.transactions().run(() -> tables.jdbc().update("DELETE FROM directory_work", Map.of()));
                }
            });
            for (long i = 0; i < TIMES; i++) {
                long time = i;
                Integer rows = tables.transactions().in(() -> {
                    Upserts.batch(tables.jdbc(), Sql.of("directory-work-add"), new SqlParameterSource[] {
                        row("a", time), row("b", time)
                    });
                    return tables.jdbc().queryForObject(COUNT, Map.of(), Integer.class);
                });
                assertThat(rows).as("rows after upsert " + i).isEqualTo(2);
            }
            isOver.set(true);
            deleting.get();
        }
    }

    private static SqlParameterSource row(String id, long time) {
        return new MapSqlParameterSource("connection", "shop")
                .addValue("kind", "member")
                .addValue("id", id)
                .addValue("gone", false)
                .addValue("bornAt", time)
                .addValue("askedAt", time)
                .addValue("now", time);
    }
}
