package io.bactrian;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.bactrian.connection.Failures;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Tells a failure of a route in one line. Camel tells it several times, each with a stack trace and with the whole
 * address, in which a key may stand.
 */
public final class FailureFilter extends TurboFilter {
    private static final String CAMEL = "org.apache.camel.";
    private static final long SILENCE = TimeUnit.MINUTES.toNanos(1);
    private static final String TOLD_BY = "io.bactrian.routes";
    /** The first line of the table in which Camel's error handler shows where it was. */
    private static final Pattern ROUTE = Pattern.compile("(?m)^\\s*(?:\\S+\\s+)?([^/\\s]+)/[^/\\s]+\\s+from\\[");
    /** Camel names the threads of an input so. */
    private static final Pattern INPUT = Pattern.compile("^Camel \\(.*?\\) thread #\\d+ - (.*)$");

    /** What was told in the last minute, and when. */
    private final Map<String, Long> lately = new ConcurrentHashMap<>();

    /** What this thread has told last: the error handler and the input tell of the same one. */
    private final ThreadLocal<WeakReference<Throwable>> told = new ThreadLocal<>();

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] values, Throwable failure) {
        if (format == null
                || !level.isGreaterOrEqual(Level.WARN)
                || !logger.getName().startsWith(CAMEL)) {
            return FilterReply.NEUTRAL;
        }
        Throwable cause = failure == null ? last(values) : failure;
        if (cause == null || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL;
        }
        Throwable root = root(cause);
        WeakReference<Throwable> before = told.get();
        if (before == null || before.get() != root) {
            told.set(new WeakReference<>(root));
            Matcher route = ROUTE.matcher(format);
            String why = " failed: " + Failures.inWords(cause);
            if (route.find()) {
                LoggerFactory.getLogger(TOLD_BY).warn("The route '{}'{}", route.group(1), why);
            } else if (isNews(input() + why)) {
                LoggerFactory.getLogger(TOLD_BY).warn("{}{}", input(), why);
            }
        }
        return FilterReply.DENY;
    }

    /** An input that cannot look fails again at each look. */
    private boolean isNews(String sentence) {
        long now = System.nanoTime();
        lately.values().removeIf(at -> now - at > SILENCE);
        return lately.putIfAbsent(sentence, now) == null;
    }

    private static String input() {
        Matcher input = INPUT.matcher(Thread.currentThread().getName());
        return input.matches() ? "A route from " + scheme(input.group(1)) : "A route";
    }

    /** What follows it may be an address or a statement. */
    private static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? uri : uri.substring(0, colon);
    }

    private static Throwable last(Object[] values) {
        return values != null && values.length > 0 && values[values.length - 1] instanceof Throwable thrown
                ? thrown
                : null;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
