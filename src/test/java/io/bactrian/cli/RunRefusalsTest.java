package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.cli.Typist.Typed;
import io.bactrian.store.TestProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that cannot run says why in one sentence, with exit code 2, and has started nothing. */
class RunRefusalsTest {
    @TempDir
    private Path home;

    private Typist typist;

    @BeforeEach
    void serveACompany() {
        typist = new Typist(home, 0);
        typist.environment.put("BACTRIAN_HTTP", "127.0.0.1:" + TestProcess.freePort());
        typist.environment.put("BACTRIAN_MANAGEMENT", "127.0.0.1:" + TestProcess.freePort());
    }

    @AfterEach
    void nothingWasStarted() {
        assertThat(typist.platform.meter().calls()).isZero();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("bactrian-"));
        typist.close();
    }

    private void isRefused(String sentence, String... words) {
        Typed typed = typist.type(words);

        assertThat(typed.err()).contains(sentence).hasLineCount(1);
        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "BACTRIAN_HTTP,8080",
        "BACTRIAN_HTTP,127.0.0.1:0",
        "BACTRIAN_HTTP,127.0.0.1:70000",
        "BACTRIAN_HTTP,http://127.0.0.1:8080",
        "BACTRIAN_MANAGEMENT,localhost"
    })
    void anAddressThatIsNone(String variable, String address) {
        typist.environment.put(variable, address);
        isRefused(variable, "run");
    }

    @ParameterizedTest
    @CsvSource({"BACTRIAN_HTTP,no-such-host.invalid:8080", "BACTRIAN_MANAGEMENT,192.0.2.1:9876"})
    void anAddressThatIsNotOfThisMachine(String variable, String address) {
        typist.environment.put(variable, address);
        isRefused("set " + (variable.equals("BACTRIAN_HTTP") ? "http.listen" : "management.listen"), "run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BACTRIAN_HTTP", "BACTRIAN_MANAGEMENT"})
    void aPortThatIsTaken(String variable) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            typist.environment.put(variable, "127.0.0.1:" + taken.getLocalPort());
            isRefused("Nothing can listen at 127.0.0.1:" + taken.getLocalPort(), "run");
        }
    }

    @Test
    void onePortForBothServers() {
        typist.environment.put("BACTRIAN_MANAGEMENT", typist.environment.get("BACTRIAN_HTTP"));
        isRefused("BACTRIAN_MANAGEMENT", "run");
    }

    @Test
    void anUnknownConnection() {
        isRefused("There is no connection named 'north'; there are: dingtalk.", "run", "--connection", "north");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET"})
    void missingCredentials(String variable) {
        typist.environment.remove(variable);
        isRefused(variable, "run");
    }
}
