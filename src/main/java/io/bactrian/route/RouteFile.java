package io.bactrian.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/** A file of routes as it was found: its bytes, or why they could not be had. */
public final class RouteFile {
    private final String name;
    private final Path path;
    private final byte[] content;
    private final String fault;

    private RouteFile(String name, Path path, byte[] content, String fault) {
        this.name = name;
        this.path = path;
        this.content = content;
        this.fault = fault;
    }

    static RouteFile of(String name, Path path, byte[] content) {
        return new RouteFile(name, path, content.clone(), "");
    }

    /** One that is there and cannot be read as a file. */
    static RouteFile unreadable(String name, Path path, String fault) {
        return new RouteFile(name, path, new byte[0], fault);
    }

    /** Below the folder of routes, with slashes. */
    public String name() {
        return name;
    }

    /** The text; a problem when there is none that could be read. */
    String text() throws RouteProblem {
        if (!fault.isEmpty()) {
            throw new RouteProblem(0, fault);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RouteProblem(lineOfBadByte(), "the file is not in UTF-8; save it again in that encoding");
        }
        if (text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
            throw new RouteProblem(0, "the file is empty; write a route, or delete the file to stop its routes");
        }
        return text;
    }

    /** The same file with another text. */
    RouteFile saying(byte[] text) {
        return of(name, path, text);
    }

    byte[] content() {
        return content.clone();
    }

    /** What Camel reads, the very bytes that were checked. */
    Resource resource() {
        return ResourceHelper.fromBytes("file:" + path, content);
    }

    private int lineOfBadByte() {
        int line = 1;
        int begin = 0;
        for (int i = 0; i <= content.length; i++) {
            if (i == content.length || content[i] == '\n') {
                try {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content, begin, i - begin));
                } catch (CharacterCodingException e) {
                    return line;
                }
                line++;
                begin = i + 1;
            }
        }
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RouteFile file
                && name.equals(file.name)
                && fault.equals(file.fault)
                && Arrays.equals(content, file.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, fault, Arrays.hashCode(content));
    }

    @Override
    public String toString() {
        return name;
    }
}
