package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.connection.Channels;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.PlatformWords;
import io.bactrian.connection.Secret;
import io.bactrian.connection.SettingException;
import io.bactrian.connection.Settings;
import io.bactrian.dingtalk.DingTalk;
import io.bactrian.wecom.WeCom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a permission stands for, which keys the settings take, and which connection a word in an address means. */
class PermissionsTest {
    private static final PlatformWords WORDS = new PlatformWords(List.of(DingTalk.SETTINGS, WeCom.SETTINGS));

    private static final Connection NORTH = connection("north", "dingtalk");
    private static final Connection SOUTH = connection("south", "dingtalk");
    private static final Connection CHAT = connection("chat", "wecom");
    private static final Connection OPS = connection("channel.ops", "dingtalk-robot");

    @ParameterizedTest
    @CsvSource({
        "dingtalk.user.view, north, true",
        "dingtalk.user.view, south, true",
        "dingtalk.user.view, chat, false",
        "wecom.user.view, chat, true",
        "wechat.user.view, chat, true",
        "wechat.user.view, north, false",
        "north.user.view, north, true",
        "north.user.view, south, false",
        "*.user.view, chat, true",
        "dingtalk.user.*, north, true",
        "dingtalk.*, north, true",
        "dingtalk.*, chat, false",
        "*, chat, true",
        "dingtalk.user.private, north, false",
        "dingtalk.sync.*, north, false",
        "feishu.*, north, false",
        "channel.ops.user.view, channel.ops, true",
        "channel.ops.*, channel.ops, true",
        "channel.*.user.view, channel.ops, true",
        "*, channel.ops, true",
        "channel.other.user.view, channel.ops, false",
        "dingtalk.*, channel.ops, false",
        "dingtalk-robot.*, channel.ops, false",
        "channel.*.user.view, north, false",
        "channel.ops.*, north, false",
    })
    void aPermissionCoversWhatItSays(String permission, String where, boolean covered) {
        Connection connection = Stream.of(NORTH, SOUTH, CHAT, OPS)
                .filter(c -> c.name().equals(where))
                .findFirst()
                .orElseThrow();
        assertThat(permissions(permission).allow(connection, Right.USER_VIEW)).isEqualTo(covered);
    }

    @Test
    void severalPermissionsAreSeparatedByCommas() {
        Permissions both = permissions(" wecom.message.send , dingtalk.sync.* ,");
        assertThat(both.allow(CHAT, Right.MESSAGE_SEND)).isTrue();
        assertThat(both.allow(NORTH, Right.SYNC_ALL)).isTrue();
        assertThat(both.allow(NORTH, Right.MESSAGE_SEND)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dingtalk",
                "dingtalk.users.view",
                "dingtalk.user",
                "user.view.x",
                "dingtalk.us*",
                "DINGTALK.user.view",
                "*.x.*",
                "channel.ops",
                "channel.message.send",
                "channel.OPS.message.send"
            })
    void aMistypedPermissionIsRefused(String permission) {
        assertThatThrownBy(() -> permissions(permission))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("api.key.a.permissions")
                .hasMessageContaining(permission)
                .hasMessageContaining("approval.replay");
    }

    @Test
    void aKeyNeedsAHashAndPermissions() {
        assertThat(keys(Map.of("api.key.a.hash", "", "api.key.a.permissions", ""))
                        .isEmpty())
                .isTrue();
        String hash = ApiKey.hashOf(new Secret("secret"));
        assertThatThrownBy(() -> keys(Map.of("api.key.a.hash", hash))).hasMessageContaining("api.key.a.permissions");
        assertThatThrownBy(() -> keys(Map.of("api.key.a.hash", "secret-in-clear")))
                .hasMessageContaining("api.key.a.hash")
                .hasMessageNotContaining("secret-in-clear");
        assertThatThrownBy(() -> keys(Map.of("api.key.A b.hash", hash))).isInstanceOf(SettingException.class);
        assertThatThrownBy(() -> keys(Map.of("api.key.a.hsah", hash))).hasMessageContaining("api.key.a.hsah");
        ApiKeys two = keys(Map.of(
                "api.key.a.hash",
                hash,
                "api.key.a.permissions",
                "*",
                "api.key.b.hash",
                ApiKey.hashOf(new Secret("other")),
                "api.key.b.permissions",
                "*"));
        assertThat(two.find("secret").map(ApiKey::name)).hasValue("a");
        assertThat(two.find("other").map(ApiKey::name)).hasValue("b");
        assertThat(two.find("secret ")).isEmpty();
        assertThat(two.find("")).isEmpty();
    }

    @Test
    void aWordMeansAConnectionOrTheOnlyOneOfItsPlatform() {
        Places places = new Places(new Connections(List.of(NORTH, SOUTH, CHAT)), Channels.NONE, WORDS);
        assertThat(places.find("north", Permissions.ALL)).isSameAs(NORTH);
        assertThat(places.find("wecom", Permissions.ALL)).isSameAs(CHAT);
        assertThat(places.find("wechat", Permissions.ALL)).isSameAs(CHAT);
        assertThatThrownBy(() -> places.find("dingtalk", Permissions.ALL))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Refusal.BAD_PARAMETERS))
                .hasMessageContaining("north, south");
        assertThatThrownBy(() -> places.find("feishu", Permissions.ALL)).hasMessageContaining("north, south, chat");
        assertThatThrownBy(() -> places.find("feishu", permissions("south.user.view")))
                .hasMessageContaining("south")
                .hasMessageNotContaining("north")
                .hasMessageNotContaining("chat");
        assertThatThrownBy(() -> places.find("dingtalk", permissions("wecom.*")))
                .hasMessageNotContaining("north")
                .hasMessageNotContaining("south");
    }

    private static Permissions permissions(String text) {
        return Permissions.read(
                new Settings(Map.of("api.key.a.permissions", text)::get), "api.key.a.permissions", WORDS);
    }

    private static ApiKeys keys(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        return ApiKeys.read(new Settings(all::get), all.keySet(), WORDS);
    }

    private static Connection connection(String name, String platform) {
        return new Connection(
                name,
                platform,
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
    }
}
