package io.bactrian.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SayingsTest {
    private static final Sayings CHINESE = Sayings.in(Language.ZH);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the template is gone | 模板已删除
            the template is gone. | 模板已删除。
            dingtalk POST /x was refused with 429: too many calls | dingtalk POST /x 被拒绝，错误码 429：调用过多
            wecom GET /x was refused with 7: the platform says 'no: 100%' | wecom GET /x 被拒绝，错误码 7：平台的说法是“no: 100%”
            dingtalk POST /x got no answer (the connection was refused); is the platform reachable from here? | dingtalk POST /x 没有应答（连接被拒绝）；请检查从本机能否访问该平台
            New ones were looked for, and 0 open ones are read again. | 已查找新审批，0 个未结束的审批重新读取。
            wss.example:443 does not answer (timed out); allow it in your firewall. | wss.example:443 没有应答（timed out）；请在防火墙上放行。
            something that nobody has translated {0} $1 | something that nobody has translated {0} $1
            """)
    void whatIsKnownIsSaidInChineseAndWhatIsNotStays(String english, String chinese) {
        assertThat(CHINESE.of(english)).isEqualTo(chinese);
        assertThat(Sayings.in(Language.EN).of(english)).isEqualTo(english);
    }

    @Test
    void everyRemedyOfThePlatformsIsThere() throws IOException {
        Set<String> known = english();
        for (String file : List.of("dingtalk/errors", "dingtalk/send/errors", "wecom/errors", "wecom/send/errors")) {
            Properties table = new Properties();
            try (Reader reader =
                    Files.newBufferedReader(Path.of("src/main/resources/io/bactrian", file + ".properties"))) {
                table.load(reader);
            }
            assertThat(table.values())
                    .as(file)
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(known)
                            .contains(line.toString().split(" ", 2)[1].strip()));
        }
    }

    @Test
    void nothingIsTranslatedThatNobodySays() throws IOException {
        String said = sources();
        for (String english : english()) {
            for (String part : english.split("\\{\\d}")) {
                assertThat(said.contains(part)).as(english).isTrue();
            }
        }
    }

    private static Set<String> english() {
        return Sayings.lines(Language.ZH).stream()
                .map(line -> line.split(" = ", 2)[0])
                .collect(Collectors.toSet());
    }

    /** All that we could say, with the parts of a text put together. */
    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            return files.filter(file -> file.toString().endsWith(".java")
                            || file.getFileName().toString().equals("errors.properties"))
                    .map(SayingsTest::text)
                    .collect(Collectors.joining("\n"))
                    .replaceAll("\"\\s*\\+\\s*\"", "");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
