package io.bactrian.connection;

import java.net.URI;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;

/**
 * Failures in words that may be logged and shown. What others say of a failure quotes addresses, which may hold a key,
 * statements, and values that came from people.
 */
public final class Failures {
    private static final int LONGEST = 300;
    /** What leads somewhere: of its rest nobody knows which part is a secret. */
    private static final Pattern ADDRESS = Pattern.compile(
            "([A-Za-z][A-Za-z0-9+.-]*://)([^\\s/?#@'\"\\[\\]]*+@)?([^\\s/?#'\"]++)([/?#][^\\s'\"\\]]*+)?");
    /** What names a place in the database, and nothing that was to be put there. */
    private static final Pattern PLACE =
            Pattern.compile("\\b(?:column|key|table)\\s+['\"`]([\\w.`$]{1,128})", Pattern.CASE_INSENSITIVE);

    private static final Pattern KIND = Pattern.compile("^[A-Za-z ]{3,60}");

    private Failures() {}

    /** One line without addresses, statements and values. */
    public static String inWords(Throwable failure) {
        HttpOperationFailedException http = ObjectHelper.getException(HttpOperationFailedException.class, failure);
        if (http != null) {
            return "HTTP " + http.getStatusCode() + " from " + host(http.getUri());
        }
        SQLException sql = ObjectHelper.getException(SQLException.class, failure);
        if (sql != null) {
            return "the database says: " + ofDatabase(sql);
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String kind = root.getClass().getSimpleName();
        return root.getMessage() == null ? kind : kind + ": " + withoutAddresses(firstLine(root.getMessage()));
    }

    /** What a database complains of, and where: the kind, the column, and its number; never a value. */
    public static String ofDatabase(SQLException failure) {
        String said = String.valueOf(failure.getMessage());
        // some drivers put their own words before it
        Matcher kind = KIND.matcher(said.replaceFirst("^\\([^)]*\\)\\s*", ""));
        Matcher place = PLACE.matcher(said);
        return (kind.find() ? kind.group().strip() : "it refused")
                + (place.find() ? " '" + place.group(1).replace("`", "") + "'" : "")
                + " (SQLState " + failure.getSQLState() + ", error " + failure.getErrorCode() + ")";
    }

    /** With every address cut after its host. */
    public static String withoutAddresses(String text) {
        return ADDRESS.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + found.group(3) + (found.group(4) == null ? "" : "/…")));
    }

    private static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private static String host(String uri) {
        try {
            String host = URI.create(uri).getHost();
            return host == null ? "an address" : host;
        } catch (IllegalArgumentException e) {
            return "an address";
        }
    }
}
