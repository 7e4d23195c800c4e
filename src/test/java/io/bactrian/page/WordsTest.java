package io.bactrian.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Both languages say the same things, and times as people do. */
class WordsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long NOW = Instant.parse("2026-11-25T06:00:00Z").toEpochMilli();

    private final Words english = new Words(Language.EN, ZONE);
    private final Words chinese = new Words(Language.ZH, ZONE);

    @Test
    void bothLanguagesHaveTheSameSentencesWithTheSameValues() {
        Properties en = Words.read(Language.EN);
        Properties zh = Words.read(Language.ZH);
        assertThat(zh.stringPropertyNames()).isEqualTo(en.stringPropertyNames());
        for (String key : en.stringPropertyNames()) {
            assertThat(values(zh.getProperty(key))).as(key).isEqualTo(values(en.getProperty(key)));
            assertThat(zh.getProperty(key)).as(key).isNotBlank();
        }
    }

    private static int values(String text) {
        return text.contains("{") ? new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length : 0;
    }

    @Test
    void spansAreAsLongAsTheyNeedToBe() {
        assertThat(english.span(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(english.span(Duration.ofSeconds(60))).isEqualTo("1 min");
        assertThat(english.span(Duration.ofMinutes(135))).isEqualTo("2 h 15 min");
        assertThat(english.span(Duration.ofMinutes(120))).isEqualTo("2 h");
        assertThat(english.span(Duration.ofMinutes(6 * 60 + 5))).isEqualTo("6 h");
        assertThat(english.span(Duration.ofHours(24))).isEqualTo("1 day");
        assertThat(english.span(Duration.ofDays(1234))).isEqualTo("1,234 days");
        assertThat(english.span(Duration.ofSeconds(-5))).isEqualTo("0 s");
        assertThat(english.ago(Duration.ofMinutes(3))).isEqualTo("3 min ago");
        assertThat(chinese.ago(Duration.ofMinutes(3))).isEqualTo("3 分钟前");
        assertThat(chinese.ago(Duration.ZERO)).isEqualTo("刚刚");
    }

    @Test
    void momentsAreInTheZoneAndAsShortAsTheyCanBeUnderstood() {
        assertThat(english.moment(NOW - 180_000, NOW))
                .isEqualTo(new Words.Moment("2026-11-25T13:57:00+08:00", "13:57:00", "3 min ago"));
        assertThat(english.moment(NOW - 86_400_000L, NOW).clock()).isEqualTo("11-24 14:00");
        assertThat(english.moment(LocalDateTime.parse("2025-03-01T09:00:00"), NOW)
                        .clock())
                .isEqualTo("2025-03-01");
    }

    @Test
    void oneIsNotSeveral() {
        assertThat(english.say("verdict-issues", 1)).isEqualTo("One thing needs a look");
        assertThat(english.say("verdict-issues", 1234)).isEqualTo("1,234 things need a look");
        assertThat(english.say("issue-month-short", "a", "2026-11-28"))
                .isEqualTo("a: as it goes, the month's calls will be spent around 2026-11-28.");
    }
}
