package io.bactrian.api;

import static org.awaitility.Awaitility.await;

import io.bactrian.api.ApiWorld.Answer;
import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.Intake;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Secret;
import io.bactrian.demo.Approval;
import io.bactrian.demo.Faults;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Two connections to one company, of which {@code north} is read, and callers of several kinds. */
final class NorthAndSouth implements AutoCloseable {
    static final String AT = "/api/v1/north";
    static final String READER = ApiKey.random().reveal();
    static final String ELSEWHERE = ApiKey.random().reveal();
    static final String SENDER = ApiKey.random().reveal();
    static final String OPS = ApiKey.random().reveal();
    /** What the robot of the channel {@code ops} is known by. */
    static final String ROBOT = "d0123456789abcdef";

    private final ApiWorld world = new ApiWorld(Map.of());

    NorthAndSouth() {
        Map<String, String> settings = new HashMap<>(ApiWorld.keys());
        settings.putAll(Map.of(
                "api.key.reader.hash", ApiKey.hashOf(new Secret(READER)),
                "api.key.reader.permissions", "dingtalk.user.view, dingtalk.approval.view",
                "api.key.elsewhere.hash", ApiKey.hashOf(new Secret(ELSEWHERE)),
                "api.key.elsewhere.permissions", "south.*",
                "connection.dingtalk.client-id", "",
                "connection.dingtalk.client-secret", ""));
        world.world().standIn().robots().add(ROBOT, "SECdemo");
        settings.putAll(Map.of(
                "api.key.sender.hash", ApiKey.hashOf(new Secret(SENDER)),
                "api.key.sender.permissions", "dingtalk.message.*",
                "api.key.ops.hash", ApiKey.hashOf(new Secret(OPS)),
                "api.key.ops.permissions", "channel.ops.message.*",
                "channel.ops.platform", "dingtalk",
                "channel.ops.url", world.world().standIn().url() + "/robot/send?access_token=" + ROBOT,
                "channel.ops.secret", "SECdemo",
                "channel.chat.platform", "wecom",
                "channel.chat.key", "w0123456"));
        // whatever the machine has to do beside: each sync is answered with its outcome
        settings.put("api.wait", "20s");
        // neither is called like its platform
        for (String name : List.of("north", "south")) {
            world.world().settings().forEach((key, value) -> {
                if (key.startsWith("connection.dingtalk.")) {
                    settings.put(key.replace("connection.dingtalk.", "connection." + name + "."), value);
                }
            });
            settings.put("connection." + name + ".platform", "dingtalk");
            settings.put("connection." + name + ".events", "none");
            settings.put(
                    "connection." + name + ".agent-id",
                    String.valueOf(world.world().standIn().agentId()));
        }
        world.world().settings().putAll(settings);
        world.serve();
    }

    /** Reads everything into {@code north}. */
    NorthAndSouth read() {
        post("/sync/sync_all/", null);
        Map<String, List<String>> byTemplate = world.world()
                .company()
                .approvals()
                .collect(Collectors.groupingBy(
                        approval -> approval.template().processCode(),
                        Collectors.mapping(Approval::id, Collectors.toList())));
        byTemplate.forEach((code, ids) -> world.world()
                .runtime()
                .template()
                .requestBody(ApprovalRoutes.INTAKE, new Intake("north", code, Purpose.REPLAY, ids, 0, true)));
        long all = world.world().company().approvalCount();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/approvals").data().path("total").asInt() == all);
        return this;
    }

    ApiWorld world() {
        return world;
    }

    Faults faults() {
        return world.world().standIn().faults();
    }

    Answer get(String path) {
        return world.asAdmin("GET", AT + path, null);
    }

    Answer post(String path, String body) {
        return world.asAdmin("POST", AT + path, body);
    }

    /** One field of all rows. */
    static List<String> texts(Answer answer, String field) {
        return StreamSupport.stream(answer.data().path("items").spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }

    @Override
    public void close() {
        world.close();
    }
}
