package io.bactrian.call;

import io.bactrian.connection.Secret;
import java.time.Instant;

/** An access token and when it ends. */
public record Token(Secret value, Instant expiresAt) {}
