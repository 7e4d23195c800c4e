package io.bactrian.health;

import io.bactrian.connection.Failures;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.health.HealthCheckResultStrategy;

/** Health is told to everybody who asks, so of a failure only what may be shown, and no stack trace. */
public final class SafeResults implements HealthCheckResultStrategy {
    private static final String ADDRESS = "endpoint.uri";

    @Override
    public void processResult(HealthCheck check, Map<String, Object> options, HealthCheckResultBuilder result) {
        if (result.error() != null) {
            result.message(Failures.inWords(result.error())).error(null);
        } else if (result.message() != null) {
            result.message(Failures.withoutAddresses(result.message()));
        }
        if (result.detail(ADDRESS) instanceof String uri) {
            // the rest may be a statement, or hold a key
            result.detail(ADDRESS, uri.substring(0, Math.max(0, uri.indexOf(':'))));
        }
    }
}
