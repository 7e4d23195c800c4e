package io.bactrian.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.dingtalk.DingTalk;
import io.bactrian.wecom.WeCom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
    private static final String ID = "DINGTALK_CLIENT_ID";
    private static final String SECRET = "DINGTALK_CLIENT_SECRET";

    @TempDir
    private Path home;

    @Test
    void twoVariablesAreEnough() {
        Connection connection = only(Map.of(ID, "dingabc123", SECRET, "s3cr3t"));

        assertThat(connection.name()).isEqualTo("dingtalk");
        assertThat(connection.platform()).isEqualTo("dingtalk");
        assertThat(connection.clientId()).isEqualTo("dingabc123");
        assertThat(connection.clientSecret().reveal()).isEqualTo("s3cr3t");
        assertThat(connection.callsPerSecond()).hasValue(20);
        assertThat(connection.monthlyCalls()).hasValue(5000);
        assertThat(connection.templates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "*", " * ", "#all", "PROC-1, *"})
    void nothingOrAStarMeansEveryTemplate(String value) {
        assertThat(only(credentialsAnd("PROCESS_CODE", value)).templates()).isEmpty();
    }

    @Test
    void codesMayHaveBlanksCommentsAndDoubles() {
        String value = " PROC-1 ,, PROC-2,PROC-1 # payments";
        assertThat(only(credentialsAnd("PROCESS_CODE", value)).templates()).containsExactly("PROC-1", "PROC-2");
    }

    @Test
    void aMissingIdIsNamedWithWhereItWasLookedForAndWhatARightOneLooksLike() {
        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(ID)
                .hasMessageContaining("connection.dingtalk.client-id")
                .hasMessageContaining(".env")
                .hasMessageContaining("dingabc123");
    }

    @Test
    void anIdWithoutASecretNamesTheSecret() {
        assertThatThrownBy(() -> read(Map.of(ID, "dingabc123"))).hasMessageStartingWith(SECRET);
    }

    @Test
    void aBlankVariableCountsAsNotSet() {
        Connection connection =
                only(Map.of(ID, "a", SECRET, "b", "DINGTALK_CALLS_PER_SECOND", " ", "DINGTALK_API_BASE_URL", ""));

        assertThat(connection.callsPerSecond()).hasValue(20);
        assertThat(connection.baseUrls()).containsEntry("api", "https://api.dingtalk.com");
    }

    @ParameterizedTest
    @CsvSource({
        "DINGTALK_CALLS_PER_SECOND, 0",
        "DINGTALK_CALLS_PER_SECOND, 61",
        "DINGTALK_CALLS_PER_SECOND, fast",
        "DINGTALK_MONTHLY_CALLS, -1",
        "DINGTALK_API_BASE_URL, api.dingtalk.com",
        "DINGTALK_OAPI_BASE_URL, https://x/?a=b"
    })
    void anImpossibleValueIsRefusedByItsName(String variable, String value) {
        assertThatThrownBy(() -> read(credentialsAnd(variable, value)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(variable)
                .hasMessageContaining("'" + value + "'");
    }

    @Test
    void unlimitedIsAWord() {
        Connection connection = only(Map.of(
                ID, "a", SECRET, "b", "DINGTALK_CALLS_PER_SECOND", "unlimited", "DINGTALK_MONTHLY_CALLS", "unlimited"));

        assertThat(connection.callsPerSecond()).isEmpty();
        assertThat(connection.monthlyCalls()).isEmpty();
    }

    @Test
    void moreConnectionsStandInTheFile() throws Exception {
        Files.writeString(home.resolve("application.properties"), """
                connection.acme-cn.platform=dingtalk
                connection.acme-cn.client-id={{env:ACME_ID:none}}
                connection.acme-cn.client-secret={{env:ACME_SECRET:}}
                connection.acme-cn.calls-per-second=40
                """);

        List<Connection> connections = read(Map.of(ID, "a", SECRET, "b", "ACME_ID", "c", "ACME_SECRET", "d"))
                .all();

        assertThat(connections).extracting(Connection::name).containsExactly("acme-cn", "dingtalk");
        assertThat(connections.get(0).callsPerSecond()).hasValue(40);
        assertThat(connections.get(0).monthlyCalls()).hasValue(5000);
    }

    @Test
    void aSecretIsAMaskWhereverItIsPrinted() {
        Connections connections = read(Map.of(ID, "a", SECRET, "do-not-print"));

        assertThat(connections.all().toString()).doesNotContain("do-not-print").contains("***");
    }

    @Test
    void anUnknownConnectionIsAnsweredWithThoseThereAre() {
        Connections connections = read(Map.of(ID, "a", SECRET, "b"));

        assertThatThrownBy(() -> connections.get("nobody")).hasMessageContaining("dingtalk");
    }

    private Connection only(Map<String, String> environment) {
        List<Connection> all = read(environment).all();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private Connections read(Map<String, String> environment) {
        Properties properties = SettingSource.read(home, environment);
        return new ConnectionSettings(new Settings(properties::getProperty), List.of(DingTalk.SETTINGS, WeCom.SETTINGS))
                .read(properties.stringPropertyNames());
    }

    private static Map<String, String> credentialsAnd(String name, String value) {
        Map<String, String> all = new HashMap<>(Map.of(ID, "dingabc123", SECRET, "s3cr3t"));
        all.put(name, value);
        return all;
    }
}
