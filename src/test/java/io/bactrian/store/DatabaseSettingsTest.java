package io.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.connection.SettingException;
import io.bactrian.connection.SettingSource;
import io.bactrian.connection.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {
    @Test
    void withoutAnySettingItIsAFileBesideTheInstallation() {
        DatabaseSettings settings = read(Map.of());

        assertThat(settings.isH2()).isTrue();
        assertThat(settings.url())
                .startsWith("jdbc:h2:file:/somewhere/data/bactrian;")
                .contains("MODE=MySQL");
    }

    @Test
    void hostPortAndNameMakeAnAddress() {
        DatabaseSettings settings =
                read(Map.of("DB_HOST", "db.example", "DB_PORT", "3307", "DB_NAME", "oa", "DB_USER", "u"));

        assertThat(settings.url())
                .startsWith("jdbc:mysql://db.example:3307/oa?")
                .contains("rewriteBatchedStatements");
    }

    @Test
    void aWholeAddressKeepsWhatItSaysAndGetsWhatItLacks() {
        DatabaseSettings settings = read(
                Map.of("DB_URL", "jdbc:mysql://h/oa?sslMode=REQUIRED&rewriteBatchedStatements=false", "DB_USER", "u"));

        assertThat(settings.url())
                .startsWith("jdbc:mysql://h/oa?sslMode=REQUIRED&rewriteBatchedStatements=false&")
                .contains("characterEncoding=UTF-8")
                .doesNotContain("sslMode=PREFERRED", "rewriteBatchedStatements=true");
    }

    @Test
    void anAddressOfAnUnknownKindIsRefused() {
        assertThatThrownBy(() -> read(Map.of("DB_URL", "jdbc:oracle:x")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("DB_URL")
                .hasMessageContaining("jdbc:mysql://");
    }

    @Test
    void aServerWithoutAUserIsRefused() {
        assertThatThrownBy(() -> read(Map.of("DB_HOST", "db.example"))).hasMessageContaining("DB_USER");
    }

    @Test
    void aPasswordIsNeverPrinted() {
        DatabaseSettings settings = read(Map.of(
                "DB_URL", "jdbc:mysql://u:hidden1@h/oa?password=hidden2", "DB_USER", "u", "DB_PASSWORD", "hidden3"));

        assertThat(settings.toString()).isEqualTo("jdbc:mysql://h/oa");
    }

    @Test
    void anAddressThatTheDriverCannotReadIsNotQuoted() {
        DatabaseSettings settings =
                read(Map.of("DB_URL", "jdbc:mysql://root:geheim#1@127.0.0.1:1/oa", "DB_USER", "root"));

        assertThatThrownBy(() -> Database.open(settings))
                .isInstanceOf(SettingException.class)
                .hasMessageNotContaining("geheim")
                .hasMessageContaining("DB_URL");
    }

    @Test
    void onlyOnTheLoopbackMayThePasswordTravelUnderAKeyFromTheServer() {
        assertThat(read(Map.of("DB_HOST", "127.0.0.1", "DB_USER", "u")).url()).contains("allowPublicKeyRetrieval=true");
        assertThat(read(Map.of("DB_HOST", "db.example", "DB_USER", "u")).url()).doesNotContain("PublicKey");
    }

    private static DatabaseSettings read(Map<String, String> environment) {
        Properties properties = SettingSource.read(Path.of("nowhere"), environment);
        return DatabaseSettings.read(new Settings(properties::getProperty), Path.of("/somewhere"));
    }
}
