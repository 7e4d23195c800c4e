package io.bactrian.dingtalk.callback;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.callback.CallbackRefusedException;
import io.bactrian.connection.Connection;
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
 * is done with it, and stays there until every event in it is stored.
 */
final class FailedPushes {
    private static final Logger LOG = LoggerFactory.getLogger(FailedPushes.class);
    /** 200 entries each: more than a month of a standard tenant. */
    private static final int MOST_READS = 500;
    /** So many in a row that cannot be stored are not bad luck. */
    private static final int GIVE_UP = 3;

    private final CallbackApi api;
    private final RetainedAnswers retained;
    private final ProducerTemplate template;

    FailedPushes(ProducerTemplate template, Path folder, Clock clock) {
        this.api = new CallbackApi(template);
        this.retained = new RetainedAnswers(folder, clock);
        this.template = template;
    }

    /** All there are, those first that were fetched before; throws when one could not be stored, and keeps it. */
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
        int odd = store(connection, file, entries);
        RetainedAnswers.remove(file);
        return new FailedPushesFetched(
                entries.size() - odd, odd, answer.path("has_more").asBoolean());
    }

    private int store(Connection connection, Path file, List<JsonNode> entries) {
        int odd = 0;
        int failed = 0;
        int failedInARow = 0;
        Exception last = null;
        for (JsonNode entry : entries) {
            Optional<PushedEvent> event = PushedEvent.ofFailed(entry);
            Exception failure = event.map(found -> tell(connection, found)).orElse(null);
            odd += event.isPresent() ? 0 : 1;
            failed += failure == null ? 0 : 1;
            failedInARow = failure == null ? 0 : failedInARow + 1;
            last = failure == null ? last : failure;
            if (failedInARow == GIVE_UP) {
                break;
            }
        }
        if (odd > 0) {
            LOG.warn("{}: {} failed pushes do not say what happened; they are left out.", connection.name(), odd);
        }
        if (failed > 0) {
            throw new FailedPushesException(
                    "failed pushes could not be stored (" + last.getClass().getSimpleName() + "); they are kept in "
                            + file + " and come first the next time");
        }
        return odd;
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
