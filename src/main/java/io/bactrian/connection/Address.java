package io.bactrian.connection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something listens.
 *
 * @param port 1 to 65535
 */
public record Address(String host, int port) {
    private static final Pattern SHAPE = Pattern.compile("(?<host>[^:\\s]+|\\[[0-9a-fA-F:]+]):(?<port>\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    /** The setting of that key. */
    public static Address read(Settings settings, String key) {
        String example = "an address and a port, such as 127.0.0.1:8080";
        String text = settings.text(key, example);
        Matcher matcher = SHAPE.matcher(text);
        if (matcher.matches()) {
            int port = Integer.parseInt(matcher.group("port"));
            if (port >= 1 && port <= LAST_PORT) {
                return new Address(matcher.group("host").replaceAll("[\\[\\]]", ""), port);
            }
        }
        throw Settings.refuse(key, "is '" + text + "'", example);
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
