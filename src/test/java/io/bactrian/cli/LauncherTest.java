package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher with a Java that only says what it was given. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String FAKE_JAVA = """
            #!/bin/sh
            case $1 in -version) echo 'openjdk version "%s" 2025-01-01' >&2; exit 0 ;; esac
            for word in "$@"; do printf 'arg[%%s]\\n' "$word"; done
            env | sort | sed 's/^/env[/; s/$/]/'
            """;

    @TempDir
    private Path dir;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectory(dir.resolve("a home"));
        Files.copy(Path.of("bactrian"), home.resolve("bactrian"));
        Files.createFile(home.resolve("bactrian.jar"));
        Files.createDirectory(home.resolve("lib"));
        javaOf("17.0.15");
    }

    @Test
    void handsOverWithItsHomeAndTheWords() throws Exception {
        String said = launch(Map.of(), "history", "2026-01-01", "two words");

        assertThat(said)
                .contains(
                        "arg[-Dbactrian.home=" + home.toRealPath() + "]",
                        "arg[" + home.toRealPath() + "/bactrian.jar]",
                        "arg[history]",
                        "arg[2026-01-01]",
                        "arg[two words]",
                        "arg[-Dstdout.encoding=UTF-8]");
    }

    @Test
    void worksThroughSymbolicLinks() throws Exception {
        Path links = Files.createDirectory(dir.resolve("bin"));
        Files.createSymbolicLink(links.resolve("one"), Path.of("../a home/bactrian"));
        Files.createSymbolicLink(links.resolve("two"), links.resolve("one"));

        assertThat(run(links.resolve("two"), Map.of(), "status"))
                .contains("-Dbactrian.home=" + home.toRealPath() + "]");
    }

    @Test
    void readsEnvWithoutExecutingIt() throws Exception {
        Files.writeString(home.resolve(".env"), """
                # a comment
                PLAIN=one
                  export EXPORTED = two words \s
                DOUBLE="three # four"   # a comment
                SINGLE='$(touch evil)'
                BACKTICK=`touch evil`
                DOLLAR=$PLAIN$(touch evil)
                WINDOWS=crlf\r
                COMMENTED=five # six
                HASH=a#b
                EMPTY=
                EQUALS=a=b=c
                SET=from the file
                PROCESS_CODE=#all of them
                DB_PASSWORD='#quoted'
                not a line
                1BAD=x
                BAD-KEY=x
                LAST=without a line end""");

        String said = launch(Map.of("SET", "from outside"), "status");

        assertThat(said)
                .contains(
                        "env[PLAIN=one]",
                        "env[EXPORTED=two words]",
                        "env[DOUBLE=three # four]",
                        "env[SINGLE=$(touch evil)]",
                        "env[BACKTICK=`touch evil`]",
                        "env[DOLLAR=$PLAIN$(touch evil)]",
                        "env[WINDOWS=crlf]",
                        "env[COMMENTED=five]",
                        "env[HASH=a#b]",
                        "env[EMPTY=]",
                        "env[EQUALS=a=b=c]",
                        "env[SET=from outside]",
                        "env[PROCESS_CODE=]",
                        "env[DB_PASSWORD=#quoted]",
                        "env[LAST=without a line end]")
                .doesNotContain("BAD");
        assertThat(home.resolve("evil")).doesNotExist();
        assertThat(dir.resolve("evil")).doesNotExist();
    }

    @Test
    void refusesAnOldJavaInOneSentence() throws Exception {
        javaOf("11.0.2");

        String said = launch(Map.of(), "status");

        assertThat(said).contains("11.0.2", "JDK 17 or later", "exit 2").hasLineCount(2);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"-,-,C.UTF-8", "C,-,C.UTF-8", "POSIX,-,C.UTF-8", "zh_CN.UTF-8,-,-", "C,en_US.UTF-8,en_US.UTF-8"},
            nullValues = "-")
    void wordsAreReadInUtf8WhereNoLocaleSaysOtherwise(String lang, String all, String handedOver) throws Exception {
        Map<String, String> environment = new HashMap<>();
        if (lang != null) {
            environment.put("LANG", lang);
        }
        if (all != null) {
            environment.put("LC_ALL", all);
        }

        String said = launch(environment, "status");

        if (handedOver == null) {
            assertThat(said).doesNotContain("env[LC_ALL=");
        } else {
            assertThat(said).contains("env[LC_ALL=" + handedOver + "]");
        }
    }

    @Test
    void javaHomeWinsOverThePath() throws Exception {
        Path other = Files.createDirectories(dir.resolve("jdk/bin")).resolve("java");
        Files.writeString(
                other, "#!/bin/sh\ncase $1 in -version) echo 'version \"21\"' >&2;; *) echo other java;; esac\n");
        makeExecutable(other);

        assertThat(launch(Map.of("JAVA_HOME", dir.resolve("jdk").toString()), "status"))
                .contains("other java");
    }

    @Test
    void saysWhatToInstallWhereNothingIsBuiltAndMavenIsMissing() throws Exception {
        Files.createFile(home.resolve("pom.xml"));

        assertThat(launch(Map.of(), "status")).contains("install Maven 3.8 or later", "exit 2");
    }

    @Test
    void usesTheArchiveOfClassesThatFitsTheJar() throws Exception {
        Path archive = Files.writeString(home.resolve("bactrian.jsa"), "classes");
        Files.setLastModifiedTime(home.resolve("bactrian.jar"), FileTime.from(Instant.EPOCH));
        String share = "arg[-XX:SharedArchiveFile=" + home.toRealPath() + "/bactrian.jsa]";

        assertThat(launch(Map.of(), "status")).contains(share);

        Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH.minusSeconds(1)));
        assertThat(launch(Map.of(), "status")).doesNotContain("SharedArchiveFile");
    }

    @Test
    void preparesAnArchiveOfTheClassesOfADemoThatItStops() throws Exception {
        fakeJava("""
                #!/bin/sh
                case $1 in -version) echo 'version "17"' >&2; exit 0 ;; esac
                for word in "$@"; do
                  case $word in -XX:ArchiveClassesAtExit=*) archive=${word#*=} ;; esac
                done
                trap 'echo classes >"$archive"; exit 130' TERM
                echo 'a NEW approval'
                while :; do sleep 0.05; done
                """);

        assertThat(launch(Map.of(), "prepare")).contains("Java starts sooner", "exit 0");
        assertThat(home.resolve("bactrian.jsa")).hasContent("classes");
    }

    @Test
    void saysWhyThereIsNoNewArchiveAndKeepsTheOldOne() throws Exception {
        Files.writeString(home.resolve("bactrian.jsa"), "old");
        fakeJava("#!/bin/sh\ncase $1 in -version) exit 0 ;; esac\necho 'the demo broke'\nexit 1\n");

        assertThat(launch(Map.of(), "prepare")).contains("the demo broke", "Everything works without it", "exit 2");
        assertThat(home.resolve("bactrian.jsa")).hasContent("old");
        assertThat(home).isDirectoryNotContaining("glob:**.jsa.new");
    }

    private void javaOf(String version) throws IOException {
        fakeJava(FAKE_JAVA.formatted(version));
    }

    private void fakeJava(String script) throws IOException {
        Path java = Files.createDirectories(dir.resolve("path")).resolve("java");
        Files.writeString(java, script);
        makeExecutable(java);
        for (String tool : List.of(
                "sh",
                "dirname",
                "readlink",
                "printenv",
                "printf",
                "env",
                "sort",
                "sed",
                "stty",
                "cut",
                "find",
                "head",
                "cat",
                "grep",
                "mktemp",
                "mv",
                "rm",
                "sleep",
                "touch")) {
            Path wrapper = dir.resolve("path").resolve(tool);
            for (String folder : List.of("/bin", "/usr/bin")) {
                if (Files.exists(Path.of(folder, tool)) && !Files.exists(wrapper)) {
                    Files.writeString(wrapper, "#!/bin/sh\nexec " + folder + "/" + tool + " \"$@\"\n");
                    makeExecutable(wrapper);
                }
            }
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String launch(Map<String, String> environment, String... words) throws Exception {
        return run(home.resolve("bactrian"), environment, words);
    }

    private String run(Path script, Map<String, String> environment, String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString());
        builder.command().addAll(List.of(words));
        builder.directory(dir.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", dir.resolve("path").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said + "exit " + process.exitValue();
    }
}
