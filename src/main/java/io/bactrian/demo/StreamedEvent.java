package io.bactrian.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What became of one event.
 *
 * @param pushes in the order in which they were sent
 */
public record StreamedEvent(CompanyEvent event, List<Push> pushes, Outcome outcome) {
    public StreamedEvent {
        pushes = List.copyOf(pushes);
    }

    /** How the story of an event ends. */
    public enum Outcome {
        /** Not pushed yet, not answered yet, or to be pushed again. */
        WAITING,
        /** Answered with SUCCESS. */
        SUCCESS,
        /** Pushed as often as the platform does, and never answered with SUCCESS. */
        GIVEN_UP,
        /** Nobody was connected when it happened. */
        LOST
    }

    /**
     * One frame that was sent.
     *
     * @param at when it was sent
     * @param answer {@code SUCCESS}, {@code LATER}, the code of another answer such as {@code 500}, or empty while there
     *     is none
     * @param took from sending to the answer; null while there is none
     */
    public record Push(String messageId, String connectionId, Instant at, String answer, Duration took) {}
}
