package io.bactrian.connection;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One app in one company on one platform.
 *
 * @param name what every row of it carries
 * @param platform the room that speaks for it, such as {@code dingtalk}: its endpoints are {@code direct:<platform>-…}
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
        Map<String, String> baseUrls,
        List<String> templates,
        OptionalInt callsPerSecond,
        OptionalLong monthlyCalls,
        long liveReserve,
        EventSettings events) {

    public Connection {
        baseUrls = Map.copyOf(baseUrls);
        templates = List.copyOf(templates);
    }

    /** The platform's endpoint with that name, such as {@code direct:dingtalk-member}. */
    public String endpoint(String what) {
        return "direct:" + platform + "-" + what;
    }
}
