package io.bactrian.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TokenStoreTest {
    private static final Instant START = Instant.parse("2026-01-05T01:00:00Z");
    private static final Connection CONNECTION = new Connection(
            "c",
            "p",
            "id",
            new Secret("s"),
            Map.of(),
            List.of(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            0,
            EventSettings.NONE);

    private Instant now = START;
    private int fetched;
    private final TokenStore tokens = new TokenStore(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void aTokenIsRenewedTenMinutesBeforeItsEnd() {
        assertThat(value()).isEqualTo("t1");
        now = START.plus(Duration.ofMinutes(109));
        assertThat(value()).isEqualTo("t1");

        now = START.plus(Duration.ofMinutes(110));

        assertThat(value()).isEqualTo("t2");
    }

    @Test
    void aRefusedTokenIsDroppedOnce() {
        long first = tokens.get(CONNECTION, Connection.APP, () -> fetch()).generation();
        tokens.accepted(CONNECTION, Connection.APP, first);

        assertThat(tokens.refused(CONNECTION, Connection.APP, first)).isTrue();
        assertThat(value()).isEqualTo("t2");
        assertThat(tokens.refused(CONNECTION, Connection.APP, first))
                .as("the old one again")
                .isTrue();
        assertThat(value()).isEqualTo("t2");
    }

    @Test
    void aFreshTokenThatIsRefusedIsNoReasonToFetchAnother() {
        long first = tokens.get(CONNECTION, Connection.APP, () -> fetch()).generation();

        assertThat(tokens.refused(CONNECTION, Connection.APP, first)).isFalse();
    }

    @Test
    void aFetchThatFailsIsTriedAgainByTheNext() {
        assertThatThrownBy(() -> tokens.get(CONNECTION, Connection.APP, () -> {
                    throw new CallException(ErrorClass.RETRY, "x", "no");
                }))
                .isInstanceOf(CallException.class);

        assertThat(value()).isEqualTo("t1");
    }

    private String value() {
        return tokens.get(CONNECTION, Connection.APP, () -> fetch())
                .token()
                .value()
                .reveal();
    }

    private Token fetch() {
        fetched++;
        return new Token(new Secret("t" + fetched), now.plus(Duration.ofHours(2)));
    }
}
