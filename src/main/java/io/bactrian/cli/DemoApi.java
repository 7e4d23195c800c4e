package io.bactrian.cli;

import io.bactrian.api.ApiKey;
import io.bactrian.connection.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** The API of the demo's service, with a key that is good for as long as the demo goes on. */
final class DemoApi {
    private static final String FILE = "api.camel.yaml";
    private static final Pattern OWN = Pattern.compile("^[^#]*direct:(?!api-)");

    private final Secret key = ApiKey.random();
    private final boolean isServed;

    private DemoApi(boolean isServed) {
        this.isServed = isServed;
    }

    /**
     * The API as it was when this was built, taken into the demo's own folder; none where the build was made without its file,
     * or of one that leads to routes of one's own, which the demo does not have.
     */
    static DemoApi in(Path folder) throws IOException {
        byte[] shipped;
        try (InputStream in = DemoApi.class.getResourceAsStream(FILE)) {
            if (in == null) {
                return new DemoApi(false);
            }
            shipped = in.readAllBytes();
        }
        String text = new String(shipped, StandardCharsets.UTF_8);
        boolean isOurs = text.lines().noneMatch(line -> OWN.matcher(line).find());
        if (isOurs) {
            Files.write(folder.resolve(FILE), shipped);
        }
        return new DemoApi(isOurs);
    }

    /** Of an earlier demo in that folder. */
    static void forget(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    void addTo(Map<String, String> settings) {
        settings.put("api.key.demo.hash", ApiKey.hashOf(key));
        settings.put("api.key.demo.permissions", "*");
    }

    void tell(PrintWriter out, String http) {
        if (isServed) {
            String curl = "  curl -H 'X-API-Key: " + key.reveal() + "' ";
            String at = "'http://" + http + "/api/v1/";
            out.println();
            out.println("Other systems ask the service over HTTP; with this demo's key, while it runs:");
            out.println(curl + at + "dingtalk/approvals?status=RUNNING&page_size=2'");
            out.println(curl + "-X POST " + at + "wecom/sync/sync_users'");
            out.println(curl
                    + "-H 'Content-Type: application/json' -d '{\"channel\": \"dingtalk\", \"content\": \"Hello\"}' "
                    + at + "dingtalk/messages/send_message'");
            out.println("  " + at.substring(1) + "openapi.json tells the rest.");
            out.flush();
        }
    }
}
