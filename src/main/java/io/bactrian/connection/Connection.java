package io.bactrian.connection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One app in one company on one platform.
 *
 * @param name what every row of it carries
 * @param platform the room that speaks for it, such as {@code dingtalk}: its endpoints are {@code direct:<platform>-…}
 * @param clientId the app or the company, as the platform calls it
 * @param clientSecret the app's secret; blank where the connection has only others
 * @param secrets further secrets by the name of the credential that they belong to
 * @param options what else the platform has to know, by its own short names
 * @param timeout how long an answer may take, where it is not what holds for all
 * @param baseUrls base addresses of the platform's APIs by the platform's own short names, without a slash at the end
 * @param templates codes of the templates to read; empty means all that the app can see
 * @param callsPerSecond calls a second for each interface; empty means unlimited
 * @param monthlyCalls charged calls a calendar month; empty means unlimited
 * @param liveReserve how many of them only live work may use
 * @param events how it hears of what happens
 */
public record Connection(
        String name,
        String platform,
        String clientId,
        Secret clientSecret,
        Map<String, Secret> secrets,
        Map<String, String> options,
        Optional<Duration> timeout,
        Map<String, String> baseUrls,
        List<String> templates,
        OptionalInt callsPerSecond,
        OptionalLong monthlyCalls,
        long liveReserve,
        EventSettings events) {
    /** The credential of the app itself. */
    public static final String APP = "app";

    public Connection {
        secrets = Map.copyOf(secrets);
        options = Map.copyOf(options);
        baseUrls = Map.copyOf(baseUrls);
        templates = List.copyOf(templates);
    }

    /** A connection with one secret and nothing special. */
    public Connection(
            String name,
            String platform,
            String clientId,
            Secret clientSecret,
            Map<String, String> baseUrls,
            List<String> templates,
            OptionalInt callsPerSecond,
            OptionalLong monthlyCalls,
            long liveReserve,
            EventSettings events) {
        this(
                name,
                platform,
                clientId,
                clientSecret,
                Map.of(),
                Map.of(),
                Optional.empty(),
                baseUrls,
                templates,
                callsPerSecond,
                monthlyCalls,
                liveReserve,
                events);
    }

    /** The platform's endpoint with that name, such as {@code direct:dingtalk-member}. */
    public String endpoint(String what) {
        return "direct:" + platform + "-" + what;
    }

    /** The secret of a credential, {@link #APP} or one of the further ones; empty where it is not set. */
    public Optional<Secret> secret(String credential) {
        Secret secret = APP.equals(credential) ? clientSecret : secrets.get(credential);
        return Optional.ofNullable(secret).filter(one -> !one.isBlank());
    }

    /** What else the platform has to know; empty where it is not set. */
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }
}
