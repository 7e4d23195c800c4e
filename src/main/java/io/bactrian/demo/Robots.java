package io.bactrian.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The robots of groups: "DingTalk API, group robots". Whoever sends more than 20 a minute is muted. Thread-safe. */
public final class Robots {
    private static final int A_MINUTE = 20;
    private static final Duration MUTED = Duration.ofMinutes(10);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final Clock clock;
    private final Mailbox mailbox;
    private final Map<String, Robot> robots = new ConcurrentHashMap<>();

    Robots(Clock clock, Mailbox mailbox) {
        this.clock = clock;
        this.mailbox = mailbox;
    }

    private static final class Robot {
        private final String secret;
        private final Deque<Instant> sent = new ArrayDeque<>();
        private final Set<String> marks = new HashSet<>();
        private Instant mutedUntil = Instant.MIN;

        Robot(String secret) {
            this.secret = secret;
        }
    }

    /** There is a robot with this key; its calls are signed with the secret unless that is {@code null}. */
    public Robots add(String key, String secret) {
        robots.put(key, new Robot(secret));
        return this;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.open("POST /robot/send", this::send));
    }

    private Reply send(Call call) {
        String key = call.query().getOrDefault("access_token", "");
        Robot robot = robots.get(key);
        if (robot == null) {
            throw Rejected.oldParameter(400101, "token is not exist");
        }
        synchronized (robot) {
            Instant now = clock.instant();
            if (robot.secret != null && !isSigned(call, robot.secret, now)) {
                throw Rejected.oldParameter(310000, "sign not match");
            }
            ObjectNode words = call.body();
            check(words);
            if (now.isBefore(robot.mutedUntil)) {
                throw new Rejected(Reply.oldError(410100, "send too fast", Meter.Refused.PACE));
            }
            robot.sent.removeIf(at -> !at.isAfter(now.minus(Duration.ofMinutes(1))));
            if (robot.sent.size() >= A_MINUTE) {
                robot.mutedUntil = now.plus(MUTED);
                throw new Rejected(Reply.oldError(410100, "send too fast", Meter.Refused.PACE));
            }
            robot.sent.add(now);
            String mark = words.path("msgUuid").asText("");
            if (mark.isEmpty() || robot.marks.add(mark)) {
                mailbox.put(new Mail(key, mark, words, now));
            }
        }
        return Reply.json(Reply.MAPPER.createObjectNode().put("errcode", 0).put("errmsg", "ok"));
    }

    private static void check(JsonNode words) {
        String type = words.path("msgtype").asText();
        JsonNode inside = words.path(type);
        boolean isWhole = switch (type) {
            case "text" -> has(inside, "content");
            case "markdown" -> has(inside, "title") && has(inside, "text");
            case "actionCard" ->
                has(inside, "title") && has(inside, "text") && has(inside, "singleTitle") && has(inside, "singleURL");
            default -> throw Rejected.oldParameter(400105, "unsupported msgtype");
        };
        if (!isWhole) {
            throw Rejected.oldParameter(40035, "缺少参数 json");
        }
    }

    private static boolean has(JsonNode inside, String field) {
        return !inside.path(field).asText("").isBlank();
    }

    private static boolean isSigned(Call call, String secret, Instant now) {
        String timestamp = call.query().getOrDefault("timestamp", "");
        if (!timestamp.matches("\\d{13}")) {
            return false;
        }
        Duration apart = Duration.between(Instant.ofEpochMilli(Long.parseLong(timestamp)), now)
                .abs();
        return apart.compareTo(CLOCKS_DIFFER) <= 0
                && sign(secret, timestamp).equals(call.query().get("sign"));
    }

    private static String sign(String secret, String timestamp) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal((timestamp + "\n" + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
