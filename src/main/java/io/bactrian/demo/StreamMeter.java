package io.bactrian.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the stand-in counted of its stream. The last 100,000 events are remembered one by one. Thread-safe. */
public final class StreamMeter {
    private static final int REMEMBERED = 100_000;

    private static final class Story {
        private final CompanyEvent event;
        private final List<StreamedEvent.Push> pushes = new ArrayList<>(1);
        private StreamedEvent.Outcome outcome = StreamedEvent.Outcome.WAITING;

        Story(CompanyEvent event) {
            this.event = event;
        }

        StreamedEvent told() {
            return new StreamedEvent(event, pushes, outcome);
        }
    }

    private final List<Instant> gatewayOpens = new ArrayList<>();
    private final Map<String, Story> stories = new LinkedHashMap<>();
    private final Map<StreamedEvent.Outcome, Long> outcomes = new EnumMap<>(StreamedEvent.Outcome.class);
    private final Map<String, Long> answers = new TreeMap<>();
    private Duration slowest = Duration.ZERO;
    private long connections;
    private long pushes;

    /** When the gateway was asked for a ticket, refused requests included. */
    public synchronized List<Instant> gatewayOpens() {
        return List.copyOf(gatewayOpens);
    }

    /** WebSocket connections that were opened. */
    public synchronized long connections() {
        return connections;
    }

    /** Frames with events that were sent, repeated ones included. */
    public synchronized long pushes() {
        return pushes;
    }

    /** Answers by what they said: {@code SUCCESS}, {@code LATER}, {@code 500} and so on. */
    public synchronized Map<String, Long> answers() {
        return Map.copyOf(answers);
    }

    /** Events with this outcome. */
    public synchronized long events(StreamedEvent.Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** Events that happened while nobody was connected, or that were given up. */
    public synchronized long lost() {
        return events(StreamedEvent.Outcome.LOST) + events(StreamedEvent.Outcome.GIVEN_UP);
    }

    /** Whether every event so far ended in SUCCESS. */
    public synchronized boolean allSucceeded() {
        return lost() == 0 && events(StreamedEvent.Outcome.WAITING) == 0;
    }

    /** The longest time from a push to its answer, whatever it said; answers that never came are not in it. */
    public synchronized Duration slowestAnswer() {
        return slowest;
    }

    /** Times from push to answer, shortest first. */
    public synchronized List<Duration> answerTimes() {
        return stories.values().stream()
                .flatMap(story -> story.pushes.stream())
                .filter(push -> push.took() != null)
                .map(StreamedEvent.Push::took)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** Every event, in the order in which they happened. */
    public synchronized List<StreamedEvent> events() {
        return stories.values().stream().map(Story::told).toList();
    }

    /** One event. */
    public synchronized Optional<StreamedEvent> event(String eventId) {
        return Optional.ofNullable(stories.get(eventId)).map(Story::told);
    }

    /** Forgets everything that is over; what waits for an answer goes on being counted. */
    public synchronized void reset() {
        gatewayOpens.clear();
        answers.clear();
        slowest = Duration.ZERO;
        connections = 0;
        pushes = 0;
        stories.values().removeIf(story -> story.outcome != StreamedEvent.Outcome.WAITING);
        outcomes.keySet().removeIf(outcome -> outcome != StreamedEvent.Outcome.WAITING);
    }

    synchronized void gatewayOpened() {
        gatewayOpens.add(Instant.now());
    }

    synchronized void connected() {
        connections++;
    }

    synchronized void happened(CompanyEvent event) {
        if (stories.size() >= REMEMBERED) {
            stories.remove(stories.keySet().iterator().next());
        }
        stories.put(event.id(), new Story(event));
        outcomes.merge(StreamedEvent.Outcome.WAITING, 1L, Long::sum);
    }

    synchronized void pushed(String eventId, String messageId, String connectionId) {
        pushes++;
        Story story = stories.get(eventId);
        if (story != null) {
            story.pushes.add(new StreamedEvent.Push(messageId, connectionId, Instant.now(), "", null));
        }
    }

    synchronized void answered(String eventId, String messageId, String answer, Duration took) {
        answers.merge(answer, 1L, Long::sum);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        Story story = stories.get(eventId);
        if (story != null) {
            story.pushes.replaceAll(push -> push.messageId().equals(messageId)
                    ? new StreamedEvent.Push(messageId, push.connectionId(), push.at(), answer, took)
                    : push);
        }
    }

    synchronized void ended(String eventId, StreamedEvent.Outcome outcome) {
        outcomes.merge(StreamedEvent.Outcome.WAITING, -1L, Long::sum);
        outcomes.merge(outcome, 1L, Long::sum);
        Story story = stories.get(eventId);
        if (story != null) {
            story.outcome = outcome;
        }
    }
}
