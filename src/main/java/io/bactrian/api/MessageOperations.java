package io.bactrian.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.call.Calls;
import io.bactrian.connection.Channel;
import io.bactrian.message.Message;
import io.bactrian.message.MessageRefusedException;
import io.bactrian.message.MessageRoutes;
import io.bactrian.message.Receipt;
import io.bactrian.message.RetryRequest;
import io.bactrian.message.Unreached;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;

/** Messages to be sent. */
final class MessageOperations {
    static final int SENDING_FAILED = 2004;
    static final int SENDING_TO_MEMBERS_FAILED = 2005;
    static final int RETRY_FAILED = 2006;

    static final String USERS = "users";
    private static final String DEPARTMENTS = "departments";
    private static final String TAGS = "tags";
    private static final String EVERYONE = "everyone";
    /** So many of the longest ids, and the longest message, fit into the largest body. */
    private static final int MOST_RECEIVERS = 800;

    private static final int MOST_IDS = 2500;
    private static final int MOST_NAMED = 10;
    private static final String AT_MOST = "; at most " + MOST_RECEIVERS + ".";
    /** As they are called here, and by the room of messages. */
    private static final Map<String, String> WORDS = Map.of(
            "type", "type",
            "title", "title",
            "content", "content",
            "url", "url",
            "button", "button",
            "business_type", "businessType",
            "business_id", "businessId",
            "key", "key",
            "not_before", "notBefore");

    private static final List<Parameter> WHAT = List.of(
            Parameter.text("type", "text, textcard or markdown; text unless given."),
            Parameter.text("title", "The heading; a textcard needs one."),
            Parameter.needed("content", "What it says."),
            Parameter.text("url", "Where a textcard leads; it needs one."),
            Parameter.text("button", "What stands on a textcard's button."),
            Parameter.text("business_type", "What it is about, for whoever looks."),
            Parameter.text("business_id", "Which one it is about."),
            Parameter.text("key", "Sent once: the same key again sends nothing, and answers how the first one is."),
            Parameter.text("not_before", "Not sent before this time, such as 2026-01-05T08:30:00+08:00."));

    private final ProducerTemplate template;
    private final ExecutorService threads;
    private final Tables tables;
    private final Receipts receipts;
    private final Duration patience;

    MessageOperations(
            ProducerTemplate template, ExecutorService threads, Tables tables, Times times, Duration patience) {
        this.template = template;
        this.threads = threads;
        this.tables = tables;
        this.receipts = new Receipts(times);
        this.patience = patience;
    }

    List<Operation> all() {
        List<Parameter> toAnybody = new ArrayList<>(WHAT);
        toAnybody.add(Parameter.text(
                Operation.CHANNEL,
                "The channel into whose group it goes, in place of all receivers; takes the permission"
                        + " channel.<name>.message.send."));
        toAnybody.add(Parameter.ids(USERS, "People, by the platform's ids" + AT_MOST, MOST_RECEIVERS));
        toAnybody.add(Parameter.ids(
                DEPARTMENTS,
                "Departments with all that are below them, by the platform's ids" + AT_MOST,
                MOST_RECEIVERS));
        toAnybody.add(Parameter.ids(TAGS, "Tags, by the platform's ids" + AT_MOST, MOST_RECEIVERS));
        toAnybody.add(Parameter.flag(EVERYONE, "True for everybody whom the app may see, in place of all others."));
        List<Parameter> toMembers = new ArrayList<>(WHAT);
        toMembers.add(Parameter.ids(
                USERS,
                "People, by their userid here; who has left or is not known is reported and not sent to" + AT_MOST,
                MOST_RECEIVERS));
        return List.of(
                Operation.act(
                                "api-send-message",
                                "Sends a message to people, or into a channel's group.",
                                Right.MESSAGE_SEND,
                                toAnybody,
                                Receipts.SHAPE,
                                ask -> send(ask, USERS, SENDING_FAILED))
                        .alsoOfChannels(),
                Operation.act(
                        "api-send-to-users",
                        "Sends a message to people who are known here.",
                        Right.MESSAGE_SEND,
                        toMembers,
                        Receipts.SHAPE,
                        ask -> send(ask, "members", SENDING_TO_MEMBERS_FAILED)),
                Operation.act(
                                "api-retry-failed",
                                "Sends again what had failed, to whom it was not given and could be.",
                                Right.MESSAGE_SEND,
                                List.of(Parameter.numbers(
                                        "ids",
                                        "Numbers of messages, at most " + MOST_IDS
                                                + "; without them what failed on the last day.",
                                        MOST_IDS)),
                                Shape.of("Retried")
                                        .list("items", Receipts.SHAPE)
                                        .number("total"),
                                this::retry)
                        .alsoOfChannels());
    }

    private Reply send(Ask ask, String users, int failure) {
        Map<String, Object> message = new LinkedHashMap<>();
        String through = ask.connection().name();
        if (Places.isChannel(through)) {
            message.put("channel", through.substring(Channel.PREFIX.length()));
        } else {
            message.put("connection", through);
        }
        WORDS.forEach((said, word) -> {
            JsonNode value = ask.body().path(said);
            if (!value.isMissingNode() && !value.isNull()) {
                if (!value.isTextual()) {
                    throw Refusal.badParameters("'" + said + "' must be a text.");
                }
                message.put(word, value.textValue());
            }
        });
        put(message, users, Fields.ids(ask.body(), USERS, MOST_RECEIVERS));
        put(message, DEPARTMENTS, Fields.ids(ask.body(), DEPARTMENTS, MOST_RECEIVERS));
        put(message, TAGS, Fields.ids(ask.body(), TAGS, MOST_RECEIVERS));
        if (Fields.flag(ask.body(), EVERYONE)) {
            message.put(EVERYONE, "true");
        }
        if (!Places.isChannel(through)
                && Stream.of(users, DEPARTMENTS, TAGS, EVERYONE).noneMatch(message::containsKey)) {
            throw Refusal.badParameters(
                    users.equals(USERS)
                            ? "The message names no receiver; name users, departments or tags, a channel, or say everyone."
                            : "The message names no receiver; name people in 'users', by their userid here.");
        }
        if (message.getOrDefault("key", "").toString().isBlank()) {
            message.put("key", "api-" + UUID.randomUUID());
        }
        return waitFor(
                () -> Calls.request(template, MessageRoutes.SEND, message, Receipt.class),
                receipt -> reply(receipt, failure),
                () -> stillSending(ask, message.get("key").toString()));
    }

    private Reply retry(Ask ask) {
        RetryRequest request = new RetryRequest(ask.connection().name(), Fields.numbers(ask.body(), "ids", MOST_IDS));
        return waitFor(
                () -> Calls.request(template, MessageRoutes.SEND_FAILED, request, List.class),
                this::retried,
                () -> Reply.accepted("They are still being sent; GET messages shows how it goes.", null));
    }

    private Reply retried(List<?> sent) {
        List<Map<String, Object>> items = new ArrayList<>();
        String failure = null;
        for (Object one : sent) {
            Receipt receipt = (Receipt) one;
            items.add(receipts.shown(receipt));
            if (receipt.state() == Receipt.State.FAILED || receipt.state() == Receipt.State.PARTIAL) {
                failure = "Message " + receipt.id() + " did not reach everybody"
                        + (why(receipt) == null ? "." : ": " + why(receipt));
            }
        }
        Map<String, Object> data = Map.of("items", items, "total", items.size());
        return failure == null ? Reply.ok(data) : Reply.failed(RETRY_FAILED, failure, data);
    }

    /** Waits a while for the end of {@code work}, which goes on in any case. */
    private <T> Reply waitFor(Supplier<T> work, Function<T, Reply> done, Supplier<Reply> notYet) {
        try {
            return done.apply(
                    CompletableFuture.supplyAsync(work, threads).get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return notYet.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "The service is being stopped.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MessageRefusedException refused) {
                throw Refusal.badParameters(inWordsOfHere(refused.getMessage()));
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** A sentence of the room of messages; the field that it begins with is called as it is here. */
    private static String inWordsOfHere(String sentence) {
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            for (String form : List.of("'%s'", "The %s ")) {
                String there = form.formatted(word.getValue());
                if (sentence.startsWith(there)) {
                    return form.formatted(word.getKey()) + sentence.substring(there.length());
                }
            }
        }
        return sentence;
    }

    private static void put(Map<String, Object> message, String word, List<String> ids) {
        if (!ids.isEmpty()) {
            message.put(word, ids);
        }
    }

    private Reply stillSending(Ask ask, String key) {
        Optional<Long> id = idOf(ask, key);
        if (id.isEmpty()) {
            return new Reply(
                    503,
                    503,
                    "The database has not taken it yet, and may still do so. Ask for its key by GET /api/v1/"
                            + ask.connection().name() + "/messages/?key=…, or send it again with that key: " + key,
                    null);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("message_id", id.get());
        data.put("key", key);
        data.put("state", Receipt.State.PENDING.code());
        return Reply.accepted(
                "It is still being sent; GET /api/v1/" + ask.connection().name()
                        + "/messages/?key=… shows how it goes.",
                data);
    }

    private Optional<Long> idOf(Ask ask, String key) {
        return tables
                .jdbc()
                .queryForList(
                        Sql.of("api-message-id"),
                        Map.of("connection", ask.connection().name(), "key", Message.storedKey(key)),
                        Long.class)
                .stream()
                .findFirst();
    }

    /** What went wrong, or why the first was not reached, and who else for the same reason. */
    private static String why(Receipt receipt) {
        if (receipt.error() != null || receipt.unreached().isEmpty()) {
            return receipt.error();
        }
        String reason = receipt.unreached().get(0).reason();
        List<String> ids = receipt.unreached().stream()
                .filter(one -> Objects.equals(one.reason(), reason))
                .map(Unreached::id)
                .toList();
        return String.join(", ", ids.subList(0, Math.min(ids.size(), MOST_NAMED)))
                + (ids.size() > MOST_NAMED ? " and " + (ids.size() - MOST_NAMED) + " more" : "")
                + ": " + reason;
    }

    private Reply reply(Receipt receipt, int failure) {
        Map<String, Object> data = receipts.shown(receipt);
        String reached = receipt.reached() + " of " + receipt.receivers() + " were reached";
        String why = why(receipt);
        String sentence = why == null ? reached + "." : reached + ": " + why;
        return switch (receipt.state()) {
            case SENT -> Reply.ok(data);
            case PENDING -> Reply.accepted("It is sent when it can be.", data);
            // some have it: a caller that repeats what failed must not repeat this
            case PARTIAL -> new Reply(200, failure, sentence, data);
            // no try failed: the platform refused nothing, it or we know nobody of those
            case FAILED ->
                receipt.error() == null
                        ? new Reply(422, failure, sentence, data)
                        : Reply.failed(failure, sentence, data);
        };
    }
}
