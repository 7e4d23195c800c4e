package io.bactrian.connection;

import java.util.Optional;

/**
 * A group that a robot writes into.
 *
 * @param name how messages name it
 * @param connection what calls go through: named {@code channel.<name>}, on the platform {@code <platform>-robot}, with the
 *     webhook's key as its secret
 * @param secret what the robot's calls are signed with, where it wants that
 */
public record Channel(String name, Connection connection, Optional<Secret> secret) {
    /** What the name of a channel's connection begins with; no other connection's can. */
    public static final String PREFIX = "channel.";
    /** What the platform of a channel's connection ends with. */
    public static final String ROBOT = "-robot";
}
