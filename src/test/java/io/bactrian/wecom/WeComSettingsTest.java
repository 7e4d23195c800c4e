package io.bactrian.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.connection.Connection;
import io.bactrian.connection.ConnectionSettings;
import io.bactrian.connection.Connections;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.SettingException;
import io.bactrian.connection.SettingSource;
import io.bactrian.connection.Settings;
import io.bactrian.dingtalk.DingTalk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a connection to WeCom is set, in both spellings of its variables, and what is refused. */
class WeComSettingsTest {
    private static final Map<String, String> COMPLETE =
            Map.of("WECOM_CORP_ID", "wwacme0000000001", "WECOM_SECRET", "the-app's", "WECOM_AGENT_ID", "1000002");
    private static final String AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"WECOM_", "WECHAT_"})
    void bothSpellingsWillDo(String prefix) {
        Connection connection = only(Map.of(
                prefix + "CORP_ID", "wwacme0000000001",
                prefix + "AGENT_ID", "1000002",
                prefix + "SECRET", "the-app's",
                prefix + "CONTACT_SECRET", "the-assistant's",
                prefix + "API_BASE_URL", "https://relay.example.com/wecom",
                prefix + "API_TIMEOUT", "7s"));

        assertThat(connection.name()).isEqualTo("wecom");
        assertThat(connection.platform()).isEqualTo("wecom");
        assertThat(connection.clientId()).isEqualTo("wwacme0000000001");
        assertThat(connection.option(WeCom.AGENT_ID)).hasValue("1000002");
        assertThat(connection.secret(Connection.APP).orElseThrow().reveal()).isEqualTo("the-app's");
        assertThat(connection.secret(WeComCallRules.CONTACTS).orElseThrow().reveal())
                .isEqualTo("the-assistant's");
        assertThat(connection.baseUrls()).containsEntry("api", "https://relay.example.com/wecom");
        assertThat(connection.timeout()).hasValue(Duration.ofSeconds(7));
        assertThat(connection.callsPerSecond()).hasValue(50);
        assertThat(connection.monthlyCalls()).isEmpty();
        assertThat(connection.events()).isEqualTo(EventSettings.NONE);
    }

    @Test
    void withoutCredentialsItIsNotThere() {
        assertThat(read(Map.of("DINGTALK_CLIENT_ID", "a", "DINGTALK_CLIENT_SECRET", "b"))
                        .all())
                .extracting(Connection::name)
                .containsExactly("dingtalk");
    }

    @Test
    void bothPlatformsAreThereSideBySide() {
        Map<String, String> both = new HashMap<>(COMPLETE);
        both.putAll(Map.of("DINGTALK_CLIENT_ID", "a", "DINGTALK_CLIENT_SECRET", "b"));

        assertThat(read(both).all()).extracting(Connection::platform).containsExactly("dingtalk", "wecom");
    }

    @Test
    void theContactSecretAloneIsEnough() {
        Connection connection = only(Map.of("WECOM_CORP_ID", "wwacme0000000001", "WECOM_CONTACT_SECRET", "x"));

        assertThat(connection.secret(Connection.APP)).isEmpty();
        assertThat(connection.secret(WeComCallRules.CONTACTS)).isPresent();
    }

    @Test
    void theSameValueUnderBothNamesIsNoMistake() {
        assertThat(only(with("WECHAT_SECRET", "the-app's ")).secret(Connection.APP))
                .isPresent();
    }

    @Test
    void differentValuesUnderBothNamesAreRefusedWithoutTellingThem() {
        assertThatThrownBy(() -> read(with("WECHAT_SECRET", "another")))
                .isInstanceOf(SettingException.class)
                .hasMessage("WECOM_SECRET and WECHAT_SECRET are names of the same setting and are set to different"
                        + " values; keep one of them.");
    }

    @Test
    void aFileThatPutsOneVariableBeforeAnotherMeansIt() throws Exception {
        Files.writeString(home.resolve("application.properties"), """
                connection.wecom.secret={{env:MINE:{{env:WECHAT_SECRET:}}}}
                """);

        assertThat(only(Map.of("WECOM_CORP_ID", "ww", "MINE", "mine", "WECHAT_SECRET", "theirs"))
                        .secret(Connection.APP)
                        .orElseThrow()
                        .reveal())
                .isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://qyapi.weixin.qq.com",
                "https://qyapi.weixin.qq.com/",
                "https://qyapi.weixin.qq.com/cgi-bin/"
            })
    void theAddressMayEndWithThePathThatAllCallsHave(String url) {
        assertThat(only(with("WECOM_API_BASE_URL", url)).baseUrls())
                .containsEntry("api", "https://qyapi.weixin.qq.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WECOM_AGENT_ID         | agent | WECOM_AGENT_ID (connection.wecom.agent-id) holds something else",
                "WECOM_API_TIMEOUT      | 10    | WECOM_API_TIMEOUT (connection.wecom.timeout) is '10'",
                "WECOM_API_BASE_URL     | qyapi | WECOM_API_BASE_URL (connection.wecom.api-base-url) is 'qyapi'",
                "WECOM_EVENTS           | stream | WECOM_EVENTS (connection.wecom.events) is 'stream'",
                "WECOM_EVENTS           | callback | WECOM_CALLBACK_AES_KEY (connection.wecom.callback-aes-key) is not set",
                "WECOM_CALLS_PER_SECOND | 151   | WECOM_CALLS_PER_SECOND (connection.wecom.calls-per-second) is '151'",
                "WECOM_CONTACT_SECRET   | the-app's | WECOM_CONTACT_SECRET (connection.wecom.contact-secret) is the same as",
            })
    void whatCannotBeIsRefusedInOneSentence(String variable, String value, String sentence) {
        assertThatThrownBy(() -> read(with(variable, value)))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(sentence)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aCompanyWithoutASecretIsToldOfBoth() {
        assertThatThrownBy(() -> read(Map.of("WECOM_CORP_ID", "ww")))
                .hasMessageStartingWith("WECOM_SECRET (connection.wecom.secret) is not set")
                .hasMessageContaining("contact-secret");
    }

    @Test
    void aSecretWithoutACompanyIsRefused() {
        assertThatThrownBy(() -> read(Map.of("WECOM_CONTACT_SECRET", "x")))
                .hasMessageStartingWith("WECOM_CORP_ID (connection.wecom.corp-id) is not set");
    }

    @Test
    void pushesAreForTheCompany() {
        Map<String, String> environment = with("WECOM_EVENTS", "callback");
        environment.putAll(Map.of("WECOM_CALLBACK_TOKEN", "camelToken01", "WECOM_CALLBACK_AES_KEY", AES_KEY));

        EventSettings events = only(environment).events();

        assertThat(events.source()).isEqualTo(EventSettings.Source.CALLBACK);
        assertThat(events.callback().orElseThrow().owner()).isEqualTo("wwacme0000000001");
    }

    @Test
    void anUnknownPlatformIsAnsweredWithThoseThereAre() throws Exception {
        Files.writeString(home.resolve("application.properties"), """
                connection.north.platform=wecm
                connection.north.corp-id=ww
                connection.north.secret=s
                """);

        assertThatThrownBy(() -> read(Map.of()))
                .hasMessageContaining("connection.north.platform is 'wecm'")
                .hasMessageContaining("dingtalk or wecom");
    }

    @Test
    void secretsAreMasked() {
        assertThat(read(with("WECOM_CONTACT_SECRET", "do-not-print")).all().toString())
                .doesNotContain("do-not-print", "the-app's");
    }

    private static Map<String, String> with(String variable, String value) {
        Map<String, String> environment = new HashMap<>(COMPLETE);
        environment.put(variable, value);
        return environment;
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
}
