package io.bactrian.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.bactrian.connection.SettingNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** compose.yaml names what is there, and lets the service do no more than it must. */
class ComposeTest {
    private static final Pattern NAME = Pattern.compile("\\b(?:[A-Z]+_)+[A-Z]+\\b");

    /** What belongs to the database's image, and to this file. */
    private static final Set<String> OTHERS =
            Set.of("MYSQL_DATABASE", "MYSQL_USER", "MYSQL_PASSWORD", "MYSQL_ROOT_PASSWORD", "MYSQL_PORT");

    private final String text = Files.readString(Path.of("compose.yaml"));
    private final JsonNode all = new ObjectMapper(new YAMLFactory()).readTree(text);
    private final JsonNode service = all.at("/services/bactrian");

    ComposeTest() throws IOException {}

    @Test
    void everyNameIsASetting() throws IOException {
        Set<String> known = new TreeSet<>(SettingNames.variables());
        known.addAll(OTHERS);
        assertThat(known)
                .containsAll(
                        NAME.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet()));
    }

    @Test
    void noSecretStandsInIt() {
        List<Map.Entry<String, JsonNode>> values = new ArrayList<>();
        all.get("services")
                .forEach(each -> values.addAll(each.path("environment").properties()));
        assertThat(values)
                .filteredOn(each -> each.getKey().matches(".*(PASSWORD|SECRET|TOKEN|KEY)"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.getValue().asText()).matches("|\\$\\{\\w+:\\?.*}"));
    }

    @Test
    void theServiceMayWriteToItsDataOnlyAndHasNoRights() throws IOException {
        assertThat(service.get("read_only").asBoolean()).isTrue();
        assertThat(texts(service.get("tmpfs"))).containsExactly("/tmp");
        assertThat(texts(service.get("cap_drop"))).containsExactly("ALL");
        assertThat(texts(service.get("security_opt"))).containsExactly("no-new-privileges:true");
        List<String> inTheImage = new ArrayList<>(List.of(new Dockerfile().volume()));
        new Dockerfile().contents().forEach(each -> inTheImage.add(Dockerfile.HOME + "/" + each.from()));
        assertThat(texts(service.get("volumes"))).hasSize(3).allSatisfy(volume -> {
            String[] parts = volume.split(":");
            assertThat(inTheImage).contains(parts[1]);
            if (parts[0].startsWith("./")) {
                assertThat(Path.of(parts[0])).exists();
                assertThat(parts[2]).isEqualTo("ro");
            } else {
                assertThat(all.get("volumes").has(parts[0])).isTrue();
            }
        });
    }

    @Test
    void itWaitsForTheDatabaseAndIsGivenTimeToEnd() {
        assertThat(service.at("/depends_on/mysql/condition").asText()).isEqualTo("service_healthy");
        assertThat(all.at("/services/mysql/healthcheck/test").asText()).contains("mysqladmin ping");
        assertThat(service.at("/environment/DB_HOST").asText()).isEqualTo("mysql");
        assertThat(service.get("stop_grace_period").asText()).isEqualTo("40s");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
