package io.bactrian.connection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * How the connections of one platform stand in the settings: their words, defaults and bounds. Each platform's room
 * provides one.
 *
 * @param platform the word in {@code connection.<name>.platform}
 * @param otherWords what people call it beside that, in addresses and permissions
 * @param clientId what names the app or the company
 * @param secret the app's secret
 * @param furtherSecrets other secrets by the name of their credential; any of them is enough for a connection
 * @param options what else the platform has to know, by the names that the connection keeps them under; none is required
 * @param basePath what every path of its APIs begins with, so that an address may end with it, or nothing
 * @param events the ways in which it can tell what happens, the default first
 * @param callsPerSecond calls a second for each interface, unless set
 * @param mostCallsPerSecond and the largest number that may be set
 * @param monthlyCalls charged calls a month, unless set; empty means unlimited
 * @param liveReserve how many of them only live work may use, unless set
 */
public record PlatformSettings(
        String platform,
        List<String> otherWords,
        Word clientId,
        Word secret,
        Map<String, Word> furtherSecrets,
        Map<String, Word> options,
        String basePath,
        List<EventSettings.Source> events,
        int callsPerSecond,
        int mostCallsPerSecond,
        OptionalLong monthlyCalls,
        long liveReserve) {

    /**
     * A setting of a connection.
     *
     * @param key what stands behind {@code connection.<name>.}
     * @param example what a right one looks like
     * @param shape what it must match, where not everything will do
     */
    public record Word(String key, String example, Optional<Pattern> shape) {
        public Word(String key, String example) {
            this(key, example, Optional.empty());
        }
    }
}
