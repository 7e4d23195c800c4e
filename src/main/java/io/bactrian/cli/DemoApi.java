package io.bactrian.cli;

import io.bactrian.api.ApiKey;
import io.bactrian.connection.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The API of the demo's service, with a key that is good for as long as the demo goes on. */
final class DemoApi {
    private static final String FILE = "api.camel.yaml";

    private final Secret key = ApiKey.random();
    private final boolean isServed;

    private DemoApi(boolean isServed) {
        this.isServed = isServed;
    }

    /** The API as the file of the installation says it, taken into the demo's own folder; none where there is no file. */
    static DemoApi of(Path installation, Path folder) throws IOException {
        Path file = installation.resolve("routes").resolve(FILE);
        boolean isThere = Files.isReadable(file);
        if (isThere) {
            Files.copy(file, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
        }
        return new DemoApi(isThere);
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
