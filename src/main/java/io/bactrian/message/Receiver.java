package io.bactrian.message;

/** One receiver of a message. */
public record Receiver(Kind kind, String id) {
    static final Receiver EVERYONE = new Receiver(Kind.EVERYONE, "*");
}
