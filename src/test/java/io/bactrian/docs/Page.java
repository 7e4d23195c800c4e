package io.bactrian.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of documentation in Markdown, cut at its headings. */
record Page(Path file, List<Section> sections) {
    private static final Pattern HEADING = Pattern.compile("(#{1,6}) (.+)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    /** A block between fences. */
    record Block(String language, List<String> lines) {}

    /** What stands between a heading and the next one. */
    record Section(int level, String title, List<String> text, List<Block> blocks) {
        /** What is written as code in the running text and in tables. */
        Set<String> code() {
            return found(CODE);
        }

        Set<String> links() {
            return found(LINK);
        }

        /** Rows of all tables, without those that only draw a line. */
        List<List<String>> rows() {
            return text.stream()
                    .filter(line -> line.startsWith("|") && !line.matches("[|: -]+"))
                    .map(line -> List.of(line.substring(1).trim().split("\\s*(?<!\\\\)\\|\\s*")))
                    .toList();
        }

        private Set<String> found(Pattern pattern) {
            Matcher matcher = pattern.matcher(String.join(" ", text));
            Set<String> all = new LinkedHashSet<>();
            while (matcher.find()) {
                all.add(matcher.group(1));
            }
            return all;
        }
    }

    static Page read(Path file) throws IOException {
        List<Section> sections = new ArrayList<>();
        Block open = null;
        for (String line : Files.readAllLines(file)) {
            Matcher heading = HEADING.matcher(line);
            if (line.startsWith("```")) {
                if (open == null) {
                    open = new Block(line.substring(3).trim(), new ArrayList<>());
                } else {
                    sections.get(sections.size() - 1).blocks().add(open);
                    open = null;
                }
            } else if (open != null) {
                open.lines().add(line);
            } else if (heading.matches()) {
                sections.add(
                        new Section(heading.group(1).length(), heading.group(2), new ArrayList<>(), new ArrayList<>()));
            } else {
                sections.get(sections.size() - 1).text().add(line.strip());
            }
        }
        return new Page(file, sections);
    }

    /** What a link may name behind the #, as the places that show Markdown make it of headings. */
    Set<String> anchors() {
        return sections.stream()
                .map(section -> section.title()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
