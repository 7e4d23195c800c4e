package io.bactrian.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** The files that make HTML. Whatever a value holds is text: the template escapes it. Thread-safe. */
final class PageTemplate {
    private static final String STYLE = read("page.css");
    private static final String SCRIPT = read("page.js");

    /** Nothing from elsewhere, no other style or script than the two files, and in nobody's frame. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE) + "'; script-src 'sha256-"
            + hash(SCRIPT) + "'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    private static final Map<String, String> FILES = Map.of("css", STYLE, "js", SCRIPT);

    private final Template page = compile("page");
    private final Template refusal = compile("refusal");

    private static Template compile(String name) {
        return Mustache.compiler()
                .escapeHTML(true)
                .nullValue("")
                .emptyStringIsFalse(true)
                .withLoader(part -> new StringReader(read(part + ".html")))
                .compile(read(name + ".html"));
    }

    String page(PageView view) {
        StringWriter out = new StringWriter();
        page.execute(view, FILES, out);
        return out.toString();
    }

    /** A page with one sentence. */
    String refusal(Words words, String sentence) {
        return refusal.execute(
                Map.of("lang", words.language().code(), "w", words.all(), "sentence", sentence, "css", STYLE));
    }

    private static String read(String file) {
        try (InputStream in = PageTemplate.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
