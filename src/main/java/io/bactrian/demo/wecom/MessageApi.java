package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.demo.Mail;
import io.bactrian.demo.Mailbox;
import io.bactrian.demo.Meter;
import io.bactrian.demo.Person;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * WeCom's messages: to people, departments and tags by {@code message/send}, to groups by {@code webhook/send}. What is too
 * long is cut silently, what is too much for a person is dropped silently. Thread-safe.
 */
final class MessageApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int USERS = 1000;
    private static final int PARTIES = 100;
    private static final int A_MINUTE = 30;
    private static final int AN_HOUR = 1000;
    private static final int TEXT = 2048;
    private static final int ROBOT_MARKDOWN = 4096;
    private static final int ROBOT_A_MINUTE = 20;

    private final WeComPeople people;
    private final Clock clock;
    private final Mailbox mailbox;
    private final AtomicLong messages = new AtomicLong(1000);
    private final Map<String, Instant> remembered = new HashMap<>();
    private final Map<String, Deque<Instant>> got = new HashMap<>();
    private final Map<String, Deque<Instant>> robots = new ConcurrentHashMap<>();

    MessageApi(WeComPeople people, Clock clock, Mailbox mailbox) {
        this.people = people;
        this.clock = clock;
        this.mailbox = mailbox;
    }

    List<Interface> interfaces() {
        return List.of(
                Interface.ofApp("POST /cgi-bin/message/send", this::send),
                Interface.open("POST /cgi-bin/webhook/send", this::intoGroup));
    }

    /** There is a robot with that key. */
    void addRobot(String key) {
        robots.put(key, new ArrayDeque<>());
    }

    private synchronized ObjectNode send(WeComCall call) {
        ObjectNode body = call.body();
        JsonNode agent = body.path("agentid");
        if (!agent.isIntegralNumber()) {
            throw WeComError.parameter(40056, "invalid agentid");
        }
        if (agent.asLong() != WeComStandIn.AGENT_ID) {
            throw WeComError.permission(301002, "not allow operate another agent with this accesstoken");
        }
        List<String> users = ids(body, "touser");
        List<String> parties = ids(body, "toparty");
        List<String> tags = ids(body, "totag");
        checkReceivers(users, parties, tags);
        ObjectNode words = words(body);
        ObjectNode answer = JSON.objectNode();
        Set<String> receivers = receivers(users, parties, tags, answer);
        if (receivers.isEmpty()) {
            throw WeComError.parameter(81013, "user & party & tag all invalid");
        }
        String id = "m-" + messages.incrementAndGet();
        if (!isRepeated(body)) {
            receivers.forEach(person -> give(person, id, words));
        }
        return answer.put("msgid", id);
    }

    private static List<String> ids(ObjectNode body, String field) {
        String text = body.path(field).asText("");
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\\|"));
    }

    private static void checkReceivers(List<String> users, List<String> parties, List<String> tags) {
        if (users.isEmpty() && parties.isEmpty() && tags.isEmpty()) {
            throw WeComError.parameter(82001, "touser & toparty & totag all empty");
        }
        if (users.size() > USERS) {
            throw WeComError.parameter(40032, "user list too long");
        }
        if (parties.size() > PARTIES) {
            throw WeComError.parameter(82002, "party list too long");
        }
        if (tags.size() > PARTIES) {
            throw WeComError.parameter(82003, "tag list too long");
        }
    }

    private static ObjectNode words(ObjectNode body) {
        String type = body.path("msgtype").asText();
        ObjectNode words = JSON.objectNode().put("msgtype", type);
        ObjectNode inside = words.putObject(type);
        switch (type) {
            case "text", "markdown" -> inside.put("content", cut(required(body, type, "content", 44004), TEXT));
            case "textcard" -> {
                inside.put("title", cut(required(body, type, "title", 41016), 128));
                inside.put("description", cut(required(body, type, "description", 41033), 512));
                String url = required(body, type, "url", 41010);
                if (!url.contains("://")) {
                    throw WeComError.parameter(45034, "url without scheme");
                }
                if (bytes(url) > TEXT) {
                    throw WeComError.parameter(40039, "invalid url size");
                }
                inside.put("url", url);
                String button = body.path(type).path("btntxt").asText("详情");
                int characters = Math.min(4, button.codePointCount(0, button.length()));
                inside.put("btntxt", button.substring(0, button.offsetByCodePoints(0, characters)));
            }
            default -> throw WeComError.parameter(40008, "invalid message type");
        }
        return words;
    }

    private static String required(ObjectNode body, String type, String field, int otherwise) {
        String text = body.path(type).path(field).asText("");
        if (text.isBlank()) {
            throw WeComError.parameter(otherwise, "missing " + field);
        }
        return text;
    }

    /** As the platform does it: without a word, and in the middle of a character if need be. */
    private static String cut(String text, int most) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= most ? text : new String(bytes, 0, most, StandardCharsets.UTF_8);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private Set<String> receivers(List<String> users, List<String> parties, List<String> tags, ObjectNode answer) {
        Set<String> receivers = new LinkedHashSet<>();
        List<Person> visible = people.visible();
        List<String> invalid = new ArrayList<>();
        if (users.equals(List.of("@all"))) {
            visible.forEach(person -> receivers.add(WeComPeople.userId(person.userid())));
        } else {
            users.forEach(user -> visible.stream()
                    .map(person -> WeComPeople.userId(person.userid()))
                    .filter(user::equalsIgnoreCase)
                    .findFirst()
                    .ifPresentOrElse(receivers::add, () -> invalid.add(user.toLowerCase(Locale.ROOT))));
        }
        List<String> invalidParties = new ArrayList<>();
        parties.forEach(party -> {
            Set<Long> below = people.below(party);
            if (below.isEmpty()) {
                invalidParties.add(party);
            }
            visible.stream()
                    .filter(person -> person.departments().stream().anyMatch(below::contains))
                    .forEach(person -> receivers.add(WeComPeople.userId(person.userid())));
        });
        answer.put("invaliduser", String.join("|", invalid))
                .put("invalidparty", String.join("|", invalidParties))
                .put("invalidtag", String.join("|", tags));
        return receivers;
    }

    private boolean isRepeated(ObjectNode body) {
        if (body.path("enable_duplicate_check").asInt() != 1) {
            return false;
        }
        Duration interval =
                Duration.ofSeconds(body.path("duplicate_check_interval").asLong(1800));
        Instant before = remembered.get(body.toString());
        if (before != null && clock.instant().isBefore(before.plus(interval))) {
            return true;
        }
        remembered.put(body.toString(), clock.instant());
        return false;
    }

    private void give(String person, String id, ObjectNode words) {
        Deque<Instant> sent = got.computeIfAbsent(person, key -> new ArrayDeque<>());
        Instant now = clock.instant();
        sent.removeIf(at -> !at.isAfter(now.minus(Duration.ofHours(1))));
        if (sent.size() < AN_HOUR && isRoom(sent, A_MINUTE)) {
            sent.add(now);
            mailbox.put(new Mail(person, id, words, now));
        }
    }

    private boolean isRoom(Deque<Instant> sent, int aMinute) {
        Instant minuteAgo = clock.instant().minus(Duration.ofMinutes(1));
        return sent.stream().filter(at -> at.isAfter(minuteAgo)).count() < aMinute;
    }

    private synchronized ObjectNode intoGroup(WeComCall call) {
        String key = call.query("key");
        Deque<Instant> sent = robots.get(key);
        if (sent == null) {
            throw WeComError.parameter(93000, "invalid webhook url");
        }
        if (!isRoom(sent, ROBOT_A_MINUTE)) {
            throw new WeComError(45009, "api freq out of limit", Meter.Refused.PACE);
        }
        sent.add(clock.instant());
        ObjectNode body = call.body();
        String type = body.path("msgtype").asText();
        int most = type.equals("markdown") ? ROBOT_MARKDOWN : TEXT;
        if (!Set.of("text", "markdown").contains(type)) {
            throw WeComError.parameter(40008, "invalid message type");
        }
        ObjectNode words = JSON.objectNode().put("msgtype", type);
        words.putObject(type).put("content", cut(required(body, type, "content", 93017), most));
        mailbox.put(new Mail(key, null, words, clock.instant()));
        return JSON.objectNode();
    }
}
