package io.bactrian.api;

import io.bactrian.connection.Channel;
import io.bactrian.connection.Connection;
import io.bactrian.connection.PlatformWords;
import io.bactrian.connection.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a caller may do. A permission is the platform's word or a connection's name, and a right ({@code
 * dingtalk.user.view}); {@code *} in the place of the first stands for every connection, and at the end for every right
 * that begins so ({@code dingtalk.sync.*}, {@code wecom.*}, {@code *}). A channel's are {@code channel.<name>.<right>}, or
 * {@code channel.*.<right>} for all channels; the platform's word does not stand for its channels. Immutable.
 */
final class Permissions {
    static final Permissions ALL = new Permissions(List.of(new Permission("*", "*")), true);
    /** All but what is private about people. */
    static final Permissions ALL_BUT_PRIVATE = new Permissions(List.of(new Permission("*", "*")), false);

    private static final String ANY = "*";
    private static final Pattern SUBJECT =
            Pattern.compile("\\*|[a-z0-9][a-z0-9-]{0,63}|channel\\.(\\*|[a-z0-9][a-z0-9-]{0,50})");
    private static final String ANY_CHANNEL = Channel.PREFIX + ANY;

    private final List<Permission> permissions;
    private final boolean mayBePrivate;

    private record Permission(String subject, String right) {
        boolean covers(Connection connection, Right wanted) {
            return (subject.equals(ANY)
                            || subject.equals(connection.platform()) && !Places.isChannel(connection.name())
                            || subject.equals(connection.name())
                            || subject.equals(ANY_CHANNEL) && Places.isChannel(connection.name()))
                    && (right.equals(ANY)
                            || right.equals(wanted.words())
                            || right.endsWith(".*")
                                    && wanted.words().startsWith(right.substring(0, right.length() - 1)));
        }
    }

    private Permissions(List<Permission> permissions, boolean mayBePrivate) {
        this.permissions = List.copyOf(permissions);
        this.mayBePrivate = mayBePrivate;
    }

    /** The setting of that key: permissions, comma-separated. */
    static Permissions read(Settings settings, String key, PlatformWords words) {
        String text = settings.text(key, example());
        return new Permissions(
                Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .map(one -> permission(key, one, words))
                        .toList(),
                true);
    }

    private static Permission permission(String key, String text, PlatformWords words) {
        int dot = text.indexOf('.', Places.isChannel(text) ? Channel.PREFIX.length() : 0);
        String subject = dot < 0 ? text : text.substring(0, dot);
        String right = dot < 0 ? "" : text.substring(dot + 1);
        if (dot < 0 && text.equals(ANY)) {
            right = ANY;
        }
        if (!SUBJECT.matcher(subject).matches() || !isRight(right)) {
            throw Settings.refuse(key, "holds '" + text + "'", example());
        }
        return new Permission(words.platform(subject), right);
    }

    private static boolean isRight(String right) {
        return right.equals(ANY)
                || Right.of(right).isPresent()
                || right.endsWith(".*")
                        && Arrays.stream(Right.values())
                                .anyMatch(known -> known.words().startsWith(right.substring(0, right.length() - 1)));
    }

    static String example() {
        return "permissions such as dingtalk.user.view, wecom.sync.* or *, comma-separated, with the rights "
                + Arrays.stream(Right.values()).map(Right::words).collect(Collectors.joining(", "));
    }

    /** Whether they allow anything about that connection. */
    boolean concern(Connection connection) {
        return Arrays.stream(Right.values()).anyMatch(right -> allow(connection, right));
    }

    boolean allow(Connection connection, Right right) {
        return (mayBePrivate || right != Right.USER_PRIVATE)
                && permissions.stream().anyMatch(permission -> permission.covers(connection, right));
    }
}
