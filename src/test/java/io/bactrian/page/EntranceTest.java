package io.bactrian.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Address;
import io.bactrian.connection.Credentials;
import io.bactrian.connection.Secret;
import io.bactrian.page.Entrance.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and who may press a button. */
class EntranceTest {
    private static final Address LOCAL = new Address("127.0.0.1", 9876);
    private static final Address EVERYWHERE = new Address("0.0.0.0", 9876);
    private static final Optional<Credentials> PASSWORD = Optional.of(new Credentials("ops", new Secret("p:ß")));

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9876", "127.0.0.1:80", "127.1.2.3", "[::1]:9876"})
    void withoutAPasswordThisMachineByItsOwnName(String host) {
        assertThat(look(LOCAL, Optional.empty(), Map.of("Host", host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "localhost.example.com",
                "127.0.0.1.example.com",
                "10.0.0.1",
                "localhost@x",
                "",
                "127.0.0.1:x",
                "::1"
            })
    void withoutAPasswordNobodyByAnotherName(String host) {
        assertThat(look(LOCAL, Optional.empty(), Map.of("Host", host))).contains(Refusal.HOST);
        assertThat(look(LOCAL, Optional.empty(), Map.of())).contains(Refusal.HOST);
    }

    @Test
    void withoutAPasswordNobodyFromElsewhere() {
        assertThat(look(EVERYWHERE, Optional.empty(), Map.of("Host", "localhost")))
                .contains(Refusal.PUBLIC);
        assertThat(look(new Address("10.1.2.3", 9876), Optional.empty(), Map.of("Host", "localhost")))
                .contains(Refusal.PUBLIC);
        for (String header : new String[] {
            "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"
        }) {
            assertThat(look(LOCAL, Optional.empty(), Map.of("Host", "localhost", header, "x")))
                    .contains(Refusal.PROXY);
        }
    }

    @Test
    void withAPasswordWhoKnowsIt() {
        for (Address address : new Address[] {LOCAL, EVERYWHERE}) {
            assertThat(look(address, PASSWORD, Map.of("Host", "ops.example.com", "Authorization", basic("ops:p:ß"))))
                    .isEmpty();
            assertThat(look(address, PASSWORD, Map.of("Host", "localhost"))).contains(Refusal.PASSWORD);
            for (String wrong :
                    new String[] {basic("ops:p"), basic("root:p:ß"), "Basic ?", "Bearer p:ß", "Basic", ""}) {
                assertThat(look(address, PASSWORD, Map.of("Host", "localhost", "Authorization", wrong)))
                        .as(wrong)
                        .contains(Refusal.PASSWORD);
            }
        }
    }

    @Test
    void aButtonIsPressedOnOurOwnPageOnly() {
        Entrance entrance = new Entrance(EVERYWHERE, PASSWORD);
        Map<String, String> known = Map.of("Host", "ops.example.com", "Authorization", basic("ops:p:ß"));
        String token = entrance.buttonToken();
        assertThat(entrance.toPress(known::get, token)).isEmpty();
        assertThat(entrance.toPress(known::get, token + "x")).contains(Refusal.OLD);
        assertThat(entrance.toPress(known::get, null)).contains(Refusal.OLD);
        assertThat(entrance.toPress(known::get, new Entrance(EVERYWHERE, PASSWORD).buttonToken()))
                .contains(Refusal.OLD);
        assertThat(entrance.toPress(with(known, "Origin", "https://ops.example.com"), token))
                .isEmpty();
        assertThat(entrance.toPress(with(known, "Origin", "https://ops.example.com.evil"), token))
                .contains(Refusal.STRANGER);
        assertThat(entrance.toPress(with(known, "Sec-Fetch-Site", "none"), token))
                .contains(Refusal.STRANGER);
        assertThat(entrance.toPress(Map.of("Host", "ops.example.com")::get, token))
                .contains(Refusal.PASSWORD);
    }

    private static UnaryOperator<String> with(Map<String, String> headers, String name, String value) {
        return asked -> asked.equals(name) ? value : headers.get(asked);
    }

    private static Optional<Refusal> look(
            Address address, Optional<Credentials> credentials, Map<String, String> headers) {
        return new Entrance(address, credentials).toLook(headers::get);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
