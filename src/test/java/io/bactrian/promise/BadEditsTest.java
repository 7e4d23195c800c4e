package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bactrian.route.RouteFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise 9: a bad edit breaks nothing, and is told with file, line and reason. */
class BadEditsTest {
    private static final String FILE = "mine.camel.yaml";

    @TempDir
    private static Path home;

    private static RouteEditing editing;

    @BeforeAll
    static void open() {
        editing = new RouteEditing(home, Map.of());
        editing.write(FILE, RouteEditing.answering("mine", "good"));
        editing.write("other.camel.yaml", RouteEditing.answering("other", "as ever"));
        editing.write(
                "web.camel.yaml",
                RouteEditing.answering("web", "as ever").replace("direct:web", "platform-http:/taken"));
        editing.world().serve();
    }

    @AfterAll
    static void close() {
        editing.close();
    }

    private static void mend() {
        editing.write(FILE, RouteEditing.answering("mine", "good"));
        editing.awaitAllGood();
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                arguments("unknown step", step("- setBodie: x"), 6, "no step 'setBodie' (did you mean 'setBody'?)"),
                arguments("unknown option of a step", step("- log:\n    mesage: x"), 7, "did you mean 'message'?"),
                arguments(
                        "unknown option beside an expression",
                        step("- split:\n    simple: \"${body}\"\n    stepz:\n      - log: x"),
                        8,
                        "'stepz' is no option here (did you mean 'steps'?)"),
                arguments(
                        "two expressions",
                        step("- setBody:\n    simple: x\n    constant: y"),
                        8,
                        "two expressions for one step"),
                arguments("steps without dashes", step("log: x"), 6, "a list is expected here"),
                arguments("unknown option of an endpoint", step("- to: log:x?lvel=INFO"), 6, "did you mean 'level'?"),
                arguments(
                        "unknown parameter",
                        step("- to:\n    uri: log:x\n    parameters:\n      lvl: INFO"),
                        9,
                        "'log:' has no option 'lvl'"),
                arguments("missing component", step("- to: kafka:topic"), 6, "no component 'kafka'"),
                arguments("what is on board", step("- to: htp:x"), 6, "platform-http, quartz"),
                arguments("missing bean", step("- bean:\n    ref: nobody"), 7, "no bean 'nobody'"),
                arguments("missing method", step("- bean:\n    ref: dataSource\n    method: no"), 8, "no method 'no'"),
                arguments("missing variable", step("- to: log:{{env:NO_SUCH}}"), 6, "no variable 'NO_SUCH'"),
                arguments("missing property", step("- to: log:{{no.such.key}}"), 6, "no setting 'no.such.key'"),
                arguments(
                        "setting without quotes",
                        step("- to:\n    uri: {{no.such.key}}"),
                        7,
                        "needs quotes around it: \"{{no.such.key}}\""),
                arguments("open expression", step("- setBody:\n    simple: \"${body\""), 7, "not closed by a '}'"),
                arguments("unknown function", step("- setBody:\n    simple: \"${nosuch}\""), 7, "no function 'nosuch'"),
                arguments("missing language", step("- setBody:\n    jq: x"), 7, "'jq' is not on board"),
                arguments("missing data format", step("- marshal:\n    csv: {}"), 7, "'csv' is not on board"),
                arguments("impossible value", step("- log:\n    message: x\n    loggingLevel: LOUD"), 8, "'LOUD'"),
                arguments("no steps", step("- filter:\n    simple: \"${body}\""), 6, "'filter' has no steps"),
                arguments("nobody there", step("- to: direct:othr"), 6, "did you mean 'direct:other'?"),
                arguments("taken for a beginning", step("- to: timer:x"), 6, "can only begin a route"),
                arguments("on one line", step("- wireTap: direct:other"), 6, "'wireTap' cannot be written on one line"),
                arguments("too little indented", step("- setBody:\n  constant: x"), 6, "stand side by side"),
                arguments("wrongly indented", step("- setBody:\n    constant: x\n   - log: x"), 8, "not YAML"),
                arguments("tab", step("- setBody:\n\t    constant: x"), 7, "tab"),
                arguments("said twice", step("- setBody:\n    constant: x\n    constant: y"), 8, "said twice"),
                arguments("two documents", answering("mine") + "---\n" + answering("more"), 9, "a second document"),
                arguments("wide colon", answering("mine").replace("id: mine", "id：mine"), 2, "the colon is a wide one"),
                arguments("colon in a text", step("- setBody:\n    constant: at: x"), 7, "no ':' is expected here"),
                arguments("half written", step("- setBody:\n    constant: \"x"), 7, "not YAML"),
                arguments("id of another file", answering("other"), 2, "taken by other.camel.yaml"),
                arguments("id of our own", answering("approval-tell"), 2, "taken by Bactrian itself"),
                arguments("id twice", answering("mine") + answering("mine"), 10, "two routes of this file"),
                arguments("no id", answering("mine").replace("    id: mine\n", ""), 1, "no 'id:'"),
                arguments(
                        "input of another file",
                        answering("mine").replace("direct:mine", "direct:other"),
                        5,
                        "'direct:other' is taken by other.camel.yaml"),
                arguments(
                        "address of another file",
                        answering("mine").replace("direct:mine", "platform-http:/taken"),
                        5,
                        "another route begins with this address"),
                arguments(
                        "errors to nobody",
                        "- errorHandler:\n    deadLetterChannel:\n      deadLetterUri: kafka:x\n" + answering("mine"),
                        3,
                        "no component 'kafka'"),
                arguments("no from", "- route:\n    id: mine\n    steps: []\n", 1, "has no 'from:'"),
                arguments("from alone", "- from:\n    uri: direct:mine\n    steps: []\n", 1, "write '- route:'"),
                arguments("no list", "route:\n  id: mine\n", 1, "is a list"),
                arguments("beans", "- beans:\n    - name: x\n" + answering("mine"), 1, "application.properties"),
                arguments("rest alone", "- rest:\n    path: /x\n" + answering("mine"), 1, "neither 'get:' nor 'post:'"),
                arguments("rest without id", rest("- path: /y\n  to: direct:other"), 4, "no 'routeId:'"),
                arguments("rest without to", rest("- path: /y\n  routeId: mine"), 4, "no 'to:'"),
                arguments("rest to nobody", rest("- path: /y\n  routeId: mine\n  to: direct:othr"), 6, "direct:other"),
                arguments("rest mistyped", rest("- path: /y\n  routeId: mine\n  two: direct:other"), 4, "no 'to:'"),
                arguments(
                        "rest twice",
                        rest("- path: /y\n  routeId: mine\n  to: direct:other\n"
                                + "- path: /y\n  routeId: mine2\n  to: direct:other"),
                        0,
                        "Duplicate verb"),
                arguments("mistyped beginning", "- rute:\n    id: mine\n", 1, "did you mean 'route'?"),
                arguments("empty", "", 0, "the file is empty"),
                arguments("only comments", "# nothing\n", 0, "the file is empty"),
                arguments(
                        "cron",
                        answering("mine").replace("uri: direct:mine", "uri: quartz:a/b?cron=0+0+25+*+*+?"),
                        5,
                        "the cron expression"));
    }

    private static String answering(String id) {
        return RouteEditing.answering(id, "bad");
    }

    private static String rest(String verbs) {
        return "- rest:\n    path: /x\n    get:\n" + verbs.indent(6);
    }

    private static String step(String yaml) {
        return "- route:\n    id: mine\n    from:\n      uri: direct:mine\n      steps:\n"
                + yaml.indent(8).replace("        \t", "\t");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void leavesTheRoutesAsTheyWere(String what, String text, int line, String reason) {
        editing.write(FILE, text);
        assertTold(line, reason);
    }

    private static void assertTold(int line, String reason) {
        RouteFiles.State state = editing.awaitBad(FILE, reason);
        assertThat(state.reason()).doesNotContain("org.apache").doesNotContain("Exception");
        assertThat(state.line()).isEqualTo(line);
        assertThat(state.routes()).containsExactly("mine");
        assertThat(editing.ask("mine")).isEqualTo("good");
        assertThat(editing.ask("other")).isEqualTo("as ever");
        assertThat(editing.context().getRoute("mine").getUptimeMillis()).isPositive();
    }

    @Test
    void anotherEncodingIsTold() throws IOException {
        String text = RouteEditing.answering("mine", "good").replace("Answers.", "\n    group: 审批");
        Files.write(editing.folder().resolve(FILE), text.getBytes(Charset.forName("GB18030")));
        assertTold(4, "not in UTF-8");
    }

    @Test
    void aFolderNamedLikeAFileIsTold() throws IOException {
        Files.deleteIfExists(editing.folder().resolve(FILE));
        Files.createDirectory(editing.folder().resolve(FILE));
        try {
            assertTold(0, "this is a folder");
        } finally {
            Files.delete(editing.folder().resolve(FILE));
        }
    }

    @Test
    void aFileThatIsNotReadForItsNameIsTold() throws IOException {
        Path other = editing.folder().resolve("mine.yaml");
        Files.writeString(other, RouteEditing.answering("more", "more"));
        try {
            assertThat(editing.awaitBad("mine.yaml", "does not end in .camel.yaml")
                            .routes())
                    .isEmpty();
        } finally {
            Files.delete(other);
        }
    }

    @Test
    void aLinkToNowhereIsTold() throws IOException {
        Files.deleteIfExists(editing.folder().resolve(FILE));
        Files.createSymbolicLink(editing.folder().resolve(FILE), Path.of("nowhere"));
        try {
            assertTold(0, "leads nowhere");
        } finally {
            Files.delete(editing.folder().resolve(FILE));
        }
    }

    @Test
    void healthTellsItUntilItIsMended() {
        editing.write(FILE, step("- nosuch: x"));
        editing.awaitBad(FILE, "no step");
        HealthCheck check =
                HealthCheckRegistry.get(editing.context()).getCheck("routes").orElseThrow();
        HealthCheck.Result result = check.call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getDetails().get(FILE).toString()).startsWith("line 6: there is no step");
        assertThat(List.of(check.isLiveness(), check.isReadiness())).containsOnly(false);
        mend();
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
    }
}
