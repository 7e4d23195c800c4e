package io.bactrian.dingtalk.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.callback.CallbackRefusedException;
import io.bactrian.connection.Connection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the pushes that failed. The platform forgets what it has answered, so an answer is on the disk before anything
 * is done with it, and stays there until every event in it is stored, or put aside because it can never be.
 */
final class FailedPushes {
    private static final Logger LOG = LoggerFactory.getLogger(FailedPushes.class);
    /** 200 entries each: more than a month of a standard tenant. */
    private static final int MOST_READS = 500;
    /** So many in a row that cannot be stored are not bad luck. */
    private static final int GIVE_UP = 3;
    /** What the database would take and is not stored after so many tries is put aside. */
    private static final int MOST_TRIES = 5;

    private final CallbackApi api;
    private final RetainedAnswers retained;
    private final ProducerTemplate template;

    FailedPushes(ProducerTemplate template, Path folder, Clock clock) {
        this.api = new CallbackApi(template);
        this.retained = new RetainedAnswers(folder, clock);
        this.template = template;
    }

    /**
     * All there are, those first that were fetched before; throws when one could not be stored, and keeps it. One that the
     * database refuses, or that could not be stored again and again without an outage, is put aside and holds up nobody.
     */
    synchronized FailedPushesFetched fetch(Connection connection) {
        FailedPushesFetched fetched = FailedPushesFetched.NOTHING;
        for (Path file : retained.of(connection.name())) {
            fetched = fetched.and(store(connection, file));
        }
        boolean isMore = true;
        for (int reads = 0; isMore && reads < MOST_READS; reads++) {
            Path file;
            try (RetainedAnswers.Place place = retained.open(connection.name())) {
                file = place.write(api.takeFailed(connection).text());
            }
            FailedPushesFetched page = store(connection, file);
            isMore = page.isMore() && page.entries() > 0;
            fetched = fetched.and(page);
        }
        return fetched;
    }

    private record Stored(int entries, int odd, List<JsonNode> hopeless) {}

    private FailedPushesFetched store(Connection connection, Path file) {
        Optional<byte[]> text = RetainedAnswers.read(file);
        if (text.isEmpty()) {
            return FailedPushesFetched.NOTHING;
        }
        JsonNode answer;
        try {
            answer = PushJson.object(text.get());
        } catch (CallbackRefusedException e) {
            LOG.warn("{}: {} cannot be read and is left there.", connection.name(), RetainedAnswers.putAside(file));
            return FailedPushesFetched.NOTHING;
        }
        List<JsonNode> entries = new ArrayList<>();
        JsonNode list = PushJson.container(answer.get("failed_list"));
        if (list != null) {
            list.forEach(entries::add);
        }
        Stored stored = store(connection, file, entries);
        if (!stored.hopeless.isEmpty()) {
            putAside(connection, file, stored.hopeless);
        }
        RetainedAnswers.remove(file);
        return new FailedPushesFetched(
                stored.entries, stored.odd, answer.path("has_more").asBoolean());
    }

    /** Gives the entries that are stored, those that say nothing, and those that never will be. */
    private Stored store(Connection connection, Path file, List<JsonNode> entries) {
        boolean isLastTry = RetainedAnswers.tries(file) + 1 >= MOST_TRIES;
        List<JsonNode> hopeless = new ArrayList<>();
        List<Exception> failures = new ArrayList<>();
        int odd = 0;
        int failedInARow = 0;
        for (JsonNode entry : entries) {
            Optional<PushedEvent> event = PushedEvent.ofFailed(entry);
            Exception failure = event.map(found -> tell(connection, found)).orElse(null);
            NotStored why = NotStored.of(failure);
            odd += event.isPresent() ? 0 : 1;
            if (why == NotStored.NEVER || why == NotStored.NOT_NOW && isLastTry) {
                hopeless.add(entry);
            } else if (failure != null) {
                failures.add(failure);
            }
            failedInARow = failure == null || why == NotStored.NEVER ? 0 : failedInARow + 1;
            if (failedInARow >= GIVE_UP && !failures.isEmpty()) {
                break;
            }
        }
        if (odd > 0) {
            LOG.warn("{}: {} failed pushes do not say what happened; they are left out.", connection.name(), odd);
        }
        if (!failures.isEmpty()) {
            throw kept(file, failures);
        }
        return new Stored(entries.size() - odd - hopeless.size(), odd, hopeless);
    }

    private static FailedPushesException kept(Path file, List<Exception> failures) {
        // an outage may take as long as it likes
        boolean isOutage = failures.stream().anyMatch(failure -> NotStored.of(failure) == NotStored.OUTAGE);
        Exception last = failures.get(failures.size() - 1);
        return new FailedPushesException(
                "failed pushes could not be stored (" + last.getClass().getSimpleName() + "); they are kept in "
                        + (isOutage ? file : RetainedAnswers.tried(file)) + " and come first the next time");
    }

    /** Nobody waits for what can never be stored; it is kept, and said once. */
    private static void putAside(Connection connection, Path file, List<JsonNode> hopeless) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("failed_list").addAll(hopeless);
        Path aside = RetainedAnswers.putAside(file, answer.toString().getBytes(StandardCharsets.UTF_8));
        LOG.warn(
                "{}: {} failed pushes cannot be stored and are put aside in {}. Once the reason is mended, rename it to"
                        + " end in .json, and they are tried again.",
                connection.name(),
                hopeless.size(),
                aside);
    }

    /** {@code null} when it is stored, or why it is not. */
    private Exception tell(Connection connection, PushedEvent event) {
        Exchange told = template.request(
                EventMessage.ENDPOINT,
                exchange ->
                        EventMessage.put(exchange.getMessage(), connection.name(), EventMessage.FAILED_LIST, event));
        return told.getException();
    }
}
