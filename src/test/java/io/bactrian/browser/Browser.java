package io.bactrian.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A Chromium without a window, driven over its own protocol. */
public final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();

    /** Where a Chromium is on this machine. */
    public static Optional<Path> find() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public Browser(Path chromium, Path profile, int width, int height) throws IOException, InterruptedException {
        process = new ProcessBuilder(List.of(
                        chromium.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-quic",
                        "--lang=en",
                        "--remote-debugging-port=0",
                        "--window-size=" + width + "," + height,
                        "--user-data-dir=" + profile,
                        "about:blank"))
                .redirectErrorStream(true)
                .redirectOutput(profile.resolveSibling("chromium.log").toFile())
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(port) && Files.size(port) > 0);
        JsonNode pages = JSON.readTree(HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                        + Files.readAllLines(port).get(0) + "/json/list"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        String page = "";
        for (JsonNode each : pages) {
            page = "page".equals(each.path("type").asText())
                    ? each.path("webSocketDebuggerUrl").asText()
                    : page;
        }
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(page), new Ears())
                .join();
    }

    public void open(String url) {
        ask("Page.navigate", Map.of("url", url));
    }

    /** Shows it as on a screen of that size; a narrow one is a phone's. */
    public void resize(int width, int height) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** Light or dark, as the system of whoever looks. */
    public void scheme(String lightOrDark) {
        ask(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", lightOrDark))));
    }

    /** What a script gives, as text. */
    public String run(String script) {
        return ask("Runtime.evaluate", Map.of("expression", script, "returnByValue", true))
                .path("result")
                .path("value")
                .asText();
    }

    /** Types into the first element that {@code selector} finds. */
    public void type(String selector, String text) {
        run("document.querySelector('" + selector + "').focus()");
        ask("Input.insertText", Map.of("text", text));
    }

    /** Clicks the first element that {@code selector} finds and that shows {@code text}; tells whether there is one. */
    public boolean click(String selector, String text) {
        return Boolean.parseBoolean(run("(() => { const e = [...document.querySelectorAll('" + selector
                + "')].find(e => e.textContent.trim().includes('" + text + "')); if (e) e.click(); return !!e })()"));
    }

    /** Presses the mouse on the first element that {@code selector} finds. */
    public void press(String selector) throws IOException {
        JsonNode at = JSON.readTree(run("(() => { const e = document.querySelector('" + selector + "');"
                + " e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
                + " return JSON.stringify({x: r.x + r.width / 2, y: r.y + r.height / 2}) })()"));
        for (String type : List.of("mousePressed", "mouseReleased")) {
            ask(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            at.path("x").asDouble(),
                            "y",
                            at.path("y").asDouble(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** How far the page reaches beyond the right edge of the window, in pixels. */
    public int overflow() {
        return Integer.parseInt(
                run("String(document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
    }

    public void awaitText(String text) {
        await().atMost(Duration.ofSeconds(60)).until(() -> text(), shown -> shown.contains(text));
    }

    public String text() {
        return run("document.body ? document.body.innerText : ''");
    }

    /** What the window shows. */
    public void screenshot(Path file) throws IOException {
        save(file, Map.of("format", "png"));
    }

    /** The page from top to bottom. */
    public void wholePage(Path file) throws IOException {
        save(file, Map.of("format", "png", "captureBeyondViewport", true));
    }

    private void save(Path file, Map<String, Object> how) throws IOException {
        String data = ask("Page.captureScreenshot", how).path("data").asText();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    private JsonNode ask(String method, Map<String, Object> params) {
        int id = last.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        try {
            socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", params)), true)
                    .join();
            return answer.orTimeout(30, TimeUnit.SECONDS).join().path("result");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder heard = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            heard.append(part);
            if (isLast) {
                try {
                    JsonNode message = JSON.readTree(heard.toString());
                    CompletableFuture<JsonNode> answer =
                            answers.remove(message.path("id").asInt());
                    if (answer != null) {
                        answer.complete(message);
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                } finally {
                    heard.setLength(0);
                }
            }
            from.request(1);
            return null;
        }
    }
}
