package io.bactrian.connection;

import java.util.Optional;

/**
 * How a connection hears of what happens.
 *
 * @param source where events come from
 * @param callback what pushes over HTTP are signed and encrypted with, where it is set
 */
public record EventSettings(Source source, Optional<Callback> callback) {
    /** No events: what happens is looked for by the clock. */
    public static final EventSettings NONE = new EventSettings(Source.NONE, Optional.empty());

    /** Where events come from. */
    public enum Source {
        /** A connection that we open and keep. */
        STREAM,
        /** Pushes to an address of ours. */
        CALLBACK,
        /** Nowhere. */
        NONE
    }

    /**
     * A callback.
     *
     * @param token signs
     * @param aesKey encrypts; 43 letters and digits
     * @param owner for whom pushes are encrypted: the app's key, or the company's id
     * @param url the address that the platform knows, where it is to be registered
     */
    public record Callback(Secret token, Secret aesKey, String owner, Optional<String> url) {}
}
