package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database takes longer than a caller waits. */
class ApiPatienceTest {
    private final ApiWorld api =
            ApiWorld.withKeys(Map.of("api.wait", "500ms", "connection.dingtalk.agent-id", "2200330044"));

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void whatIsNotStoredIsNotAcknowledgedAndMayBeSentAgainWithItsKey() throws Exception {
        api.serve();
        String person = api.world().company().members().get(1).userid();
        String body = "{\"users\": [\"" + person + "\"], \"content\": \"x\", \"key\": \"k1\"}";
        var tables = api.world().runtime().tables();
        try (Connection holder = tables.jdbc().getJdbcTemplate().getDataSource().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("INSERT INTO message (connection_name, platform, message_key, message_type, content,"
                    + " content_hash, state, receivers, reached, attempts, created_at)"
                    + " VALUES ('dingtalk', 'dingtalk', 'k1', 'text', 'x', '', 'pending', 1, 0, 0, 1)");

            ApiWorld.Answer slow = api.asAdmin("POST", "/api/v1/dingtalk/messages/send_message/", body);

            assertThat(slow.status()).isEqualTo(503);
            assertThat(slow.message()).contains("has not taken it yet").contains("k1");
            assertThat(api.world().rows("SELECT outcome FROM audit WHERE action = 'send-message'"))
                    .extracting(row -> row.get("outcome"))
                    .containsExactly("started");
            holder.rollback();
            holder.setAutoCommit(true);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.world().number("SELECT COUNT(*) FROM message WHERE state = 'sent'") == 1);
        ApiWorld.Answer again = api.asAdmin("POST", "/api/v1/dingtalk/messages/send_message/", body);
        assertThat(again.data().path("repeated").asBoolean()).isTrue();
        assertThat(api.world().standIn().mailbox().of(person)).hasSize(1);
    }
}
