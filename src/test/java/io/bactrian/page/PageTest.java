package io.bactrian.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bactrian.browser.Browser;
import io.bactrian.page.PageWorld.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as people see it, at a desk and on a phone, and what comes for whoever is not a browser of this machine. */
class PageTest {
    private static final Map<String, List<String>> HEADINGS = Map.of(
            "en",
            List.of("need a look", "Events", "Work list", "Calls in", "Failed", "Open for the longest", "Last runs"),
            "zh",
            List.of("件事需要关注", "事件", "工作清单", "接口调用", "失败的审批", "等待最久的审批", "最近的运行"));
    private static final String LOCAL = "Host: localhost:9876";
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    @TempDir
    private static Path folder;

    private static PageWorld page;
    private static Browser browser;

    @BeforeAll
    static void start() {
        page = new PageWorld(Map.of("connection.dingtalk.monthly-calls", "5000"))
                .start()
                .fill();
        // it shows for some seconds what was last looked up
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/", LOCAL).body(), said -> said.contains("no-such-approval"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        page.close();
    }

    private static Browser browser() throws Exception {
        Optional<Path> chromium = Browser.find();
        assumeTrue(chromium.isPresent(), "there is no Chromium on this machine");
        if (browser == null) {
            browser = new Browser(chromium.get(), Files.createDirectory(folder.resolve("profile")), 1280, 900);
        }
        return browser;
    }

    @ParameterizedTest
    @CsvSource({"1280, en, light", "1280, zh, dark", "390, en, dark", "390, zh, light", "320, en, light"})
    void everythingIsReadableAndNothingIsWiderThanTheScreen(int width, String language, String scheme)
            throws Exception {
        browser().resize(width, 844);
        browser.scheme(scheme);
        browser.open(page.url() + "?lang=" + language);
        browser.awaitText(HEADINGS.get(language).get(6));
        assertThat(browser.text()).contains(HEADINGS.get(language)).contains(PageWorld.EVIL.substring(0, 30));
        assertThat(browser.overflow()).isZero();
        assertThat(browser.run("document.documentElement.lang")).isEqualTo(language);
        assertThat(browser.run("String(window.hacked)")).isEqualTo("undefined");
        browser.wholePage(Path.of("target/page-" + width + "-" + language + "-" + scheme + ".png"));
    }

    @Test
    void itRefreshesItselfAndAPressedButtonReadsAnApprovalAgain() throws Exception {
        String id = page.approvals().get(0);
        String button = "[data-key$=\"" + id + "\"]";
        browser().resize(390, 844);
        browser.open(page.url() + "?lang=en");
        browser.awaitText("Last runs");
        page.fail(id, "It failed some time ago.");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> browser.run("String(!!document.querySelector('" + button + "'))"), "true"::equals);
        browser.press(button);
        browser.awaitText("Approval " + id + " was read and stored.");
        assertThat(page.world().number("SELECT COUNT(*) FROM work_item WHERE process_instance_id = '" + id + "'"))
                .isZero();
    }

    @Test
    void whatThePlatformSaysIsTextAndNothingComesFromElsewhere() throws IOException {
        Answer answer = get("/", LOCAL);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("&lt;script&gt;window.hacked")
                .doesNotContain("<script>window", "<img src=x")
                .doesNotContain(" style=", " onclick=", "src=\"http", "href=\"http");
        assertThat(answer.head())
                .contains("default-src 'none'", "frame-ancestors 'none'", "nosniff", "no-store")
                .doesNotContain("unsafe-inline");
    }

    @Test
    void itSpeaksTheLanguageOfTheBrowserUnlessAskedForAnother() throws IOException {
        assertThat(get("/", LOCAL, "Accept-Language: zh-CN,zh;q=0.9,en;q=0.8").body())
                .contains("<html lang=\"zh\"");
        assertThat(get("/", LOCAL, "Accept-Language: de,en;q=0.8,zh;q=0.5").body())
                .contains("<html lang=\"en\"");
        assertThat(get("/?lang=en", LOCAL, "Accept-Language: zh").body()).contains("<html lang=\"en\"");
        assertThat(get("/?lang=zh%22%3E", LOCAL, "Accept-Language: ;;q=x").body())
                .contains("<html lang=\"en\"");
    }

    @Test
    void whoeverLetsAnotherNameLeadHereSeesNothing() throws IOException {
        for (String host :
                List.of("evil.example.com:9876", "localhost.evil.example.com", "127.0.0.1.nip.io", "10.0.0.1")) {
            Answer answer = get("/", "Host: " + host);
            assertThat(answer.status()).as(host).isEqualTo(403);
            assertThat(answer.body()).contains("BACTRIAN_MANAGEMENT_PASSWORD").doesNotContain("Last runs");
        }
        assertThat(get("/", LOCAL, "X-Forwarded-For: 10.1.2.3").status()).isEqualTo(403);
        assertThat(get("/", "Host: 127.0.0.1:1", "Sec-Fetch-Site: cross-site").status())
                .as("a link from elsewhere is followed")
                .isEqualTo(200);
    }

    @Test
    void aClientThatSpeaksHttp2IsLetInAsAnyOther() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(page.url())).build();
        // the first request asks for the change of protocol, the second is made in it
        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void nobodyElsesButtonDoesAnything() throws IOException {
        String id = page.approvals().get(2);
        page.fail(id, "It stays as it is.");
        String form = "&connection=dingtalk&lang=en&id=" + id;
        String own = "token=" + token() + form;
        assertThat(post(own, LOCAL, "Origin: http://evil.example.com").status()).isEqualTo(403);
        assertThat(post(own, LOCAL, "Origin: null").status()).isEqualTo(403);
        assertThat(post(own, LOCAL, "Sec-Fetch-Site: cross-site").status()).isEqualTo(403);
        assertThat(post(own, LOCAL, "Sec-Fetch-Site: same-site").status()).isEqualTo(403);
        assertThat(post(own, "Host: evil.example.com", "Origin: http://evil.example.com")
                        .status())
                .isEqualTo(403);
        assertThat(post("token=guessed" + form, LOCAL).status()).isEqualTo(403);
        assertThat(post(form.substring(1), LOCAL).status()).isEqualTo(403);
        assertThat(get("/replay?" + own, LOCAL).status()).isIn(404, 405);
        assertThat(post("x=" + "y".repeat(10_000), LOCAL).status()).isEqualTo(413);
        assertThat(page.world()
                        .number("SELECT COUNT(*) FROM work_item WHERE state = 'failed' AND process_instance_id = '" + id
                                + "'"))
                .isEqualTo(1);

        Answer done = post(own, LOCAL, "Origin: http://localhost:9876", "Sec-Fetch-Site: same-origin");
        assertThat(done.status()).isEqualTo(303);
        Matcher location = Pattern.compile("(?i)location: \\.(/\\S+)").matcher(done.head());
        assertThat(location.find()).isTrue();
        assertThat(get(location.group(1), LOCAL).body()).contains("Approval " + id + " was read and stored.");
        assertThat(post(own, LOCAL).status()).isEqualTo(303);
        assertThat(page.world()
                        .rows("SELECT via, caller, address, action, arguments, outcome FROM audit WHERE arguments = '"
                                + id + "' ORDER BY id"))
                .hasSize(2)
                .first()
                .satisfies(act -> assertThat(act)
                        .containsEntry("via", "page")
                        .containsEntry("address", "127.0.0.1")
                        .containsEntry("action", "replay")
                        .containsEntry("outcome", "done"));
    }

    @Test
    void withoutItsDatabaseItSaysSoAndShowsWhatItKnows() throws Exception {
        assertThat(get("/", LOCAL).body()).contains("Connected");
        String url = page.world().settings().get("db.url");
        try (Connection other = DriverManager.getConnection(url, "sa", "");
                Statement statement = other.createStatement()) {
            statement.execute("SET EXCLUSIVE 1");
            try {
                await().atMost(Duration.ofSeconds(30))
                        .until(
                                () -> get("/?lang=en", LOCAL).body(),
                                said -> said.contains("The database has not answered"));
                long began = System.nanoTime();
                Answer answer = get("/?lang=zh", LOCAL);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).contains("没有响应", "等待最久的审批").doesNotContain("Exception", "at io.bactrian");
                Answer pressed = post("lang=en&token=" + token(), LOCAL);
                assertThat(pressed.status()).isEqualTo(303);
                assertThat(get(pressed.head().replaceAll("(?s).*ocation: \\.(/\\S+).*", "$1"), LOCAL)
                                .body())
                        .contains("nothing was read again");
            } finally {
                statement.execute("SET EXCLUSIVE 0");
            }
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/?lang=en", LOCAL).body(), said -> !said.contains("The database has not answered"));
    }

    private static String token() throws IOException {
        Matcher matcher = TOKEN.matcher(get("/", LOCAL).body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static Answer get(String path, String... headers) throws IOException {
        return page.ask("GET", path, List.of(headers), "");
    }

    private static Answer post(String form, String host, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(host);
        all.add("Content-Type: application/x-www-form-urlencoded");
        return page.ask("POST", "/replay", all, form);
    }
}
