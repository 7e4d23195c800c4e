package io.bactrian.route;

import io.bactrian.health.TellingCheck;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Whether all files of routes are good, named {@code routes}. It takes part in neither liveness nor readiness: the last
 * good routes run, and a restart would stop at the very file.
 */
public final class RouteFilesHealthCheck extends TellingCheck {
    private final RouteHouse house;

    public RouteFilesHealthCheck(RouteHouse house) {
        super("routes");
        this.house = house;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<RouteFiles.State> bad = house.files().bad();
        bad.forEach(state -> builder.detail(
                state.file(), state.line() > 0 ? "line " + state.line() + ": " + state.reason() : state.reason()));
        builder.detail("files", house.files().all().size());
        if (bad.isEmpty()) {
            builder.up();
        } else {
            builder.message(bad.get(0).sentence()).down();
        }
    }
}
