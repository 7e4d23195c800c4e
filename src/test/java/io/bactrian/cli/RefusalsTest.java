package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.cli.Typist.Typed;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said in one sentence, with exit code 2, and nobody is called. */
class RefusalsTest {
    @TempDir
    private Path home;

    private Typist typist;

    @BeforeEach
    void serveACompany() {
        typist = new Typist(home, 0);
    }

    @AfterEach
    void nobodyWasCalled() {
        assertThat(typist.platform.meter().calls()).isZero();
        typist.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET"})
    void aMissingSettingIsNamed(String variable) {
        typist.environment.remove(variable);

        Typed typed = typist.type("history");

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).startsWith(variable).contains("looked for in").hasLineCount(1);
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void anUnknownConnectionIsRefused() {
        Typed typed = typist.type("history", "--connection", "north");

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains("There is no connection named 'north'; there are: dingtalk.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "histroy                        | Did you mean: ./bactrian history",
                "history --fore                 | Possible solutions: --force",
                "history 2026-02-30             | '2026-02-30' is no date",
                "history 2026-02-02 2026-02-01  | FROM 2026-02-02 is after TO 2026-02-01",
                "history 2999-01-01             | is in the future",
                "history 2001-01-01 2001-02-01  | DingTalk lists nothing created before",
                "refresh 0                      | DAYS and LIMIT must be 1 or more",
                "refresh many                   | 'many' is not an int",
                "replay                         | say --all for everything that failed",
                "replay --all X                 | not both",
                "send --text hello              | names no receiver",
                "send --to u1 --text hello --type letter | text, textcard or markdown",
                "send 17                        | go with --retry-failed",
                "send --to u1 --text hello      | has no agent-id",
                "send --channel ops --text hello | There is no channel named 'ops'",
                "demo --people 3                | 12 people or more"
            })
    void misuseIsRefused(String words, String sentence) {
        Typed typed = typist.type(words.split(" +"));

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains(sentence);
        assertThat(typed.err().lines().count()).isLessThanOrEqualTo(2);
    }

    @Test
    void noCommandIsRefused() {
        assertThat(typist.type().code()).isEqualTo(2);
    }

    @Test
    void whatIsTooOldIsSaidAndTheRestIsAskedFor() {
        // the calls of this one are wanted: it is a platform of its own
        try (Typist other = new Typist(home.resolve("other"), 0)) {
            Typed typed = other.type(
                    "history", LocalDate.now(Typist.ZONE).minusDays(500).toString());

            assertThat(typed.code()).isZero();
            // shortly before midnight it is the day after: some minutes are left for the calls
            LocalDate oldest = LocalDate.now(Typist.ZONE).minusDays(365);
            assertThat(typed.err())
                    .containsPattern("DingTalk lists nothing created before (" + oldest + "|" + oldest.plusDays(1)
                            + "); asked from there on\\.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync-users",
                "list-codes",
                "history",
                "refresh",
                "sweep",
                "status",
                "failed",
                "replay",
                "rebuild",
                "send",
                "demo"
            })
    void helpHasExamples(String command) {
        typist.environment.clear();

        Typed typed = typist.type(command, "--help");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).contains("Usage: ./bactrian " + command, "Examples:", "--connection");
    }
}
