package io.bactrian.service;

import io.bactrian.health.TellingCheck;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Says at {@code /observe/health}, as {@code messages-<connection>} or {@code messages-channel.<name>}, whether what is to
 * be sent there is being sent. That a platform refuses a message is the message's own state and not told here.
 */
final class MessageHealthCheck extends TellingCheck {
    private final String sender;
    private final Loop loop;

    MessageHealthCheck(String sender, Loop loop) {
        super("messages-" + sender);
        this.sender = sender;
        this.loop = loop;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("connection", sender);
        String trouble = loop.trouble();
        if (trouble.isEmpty()) {
            builder.up();
        } else {
            builder.message(trouble).down();
        }
    }
}
