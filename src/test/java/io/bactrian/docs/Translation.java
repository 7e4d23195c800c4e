package io.bactrian.docs;

import io.bactrian.docs.Page.Block;
import io.bactrian.docs.Page.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page and its translation: what one has and the other has not, each with what to do. */
final class Translation {
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)(#|-- ).*");
    private static final Pattern FIGURE = Pattern.compile("[\\d.,/ ]+(s|ms|MB|%)?|p\\d\\d [\\d.]+ ms");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.-])\\d[\\d.,:]*\\d");

    private final Page english;
    private final Page other;
    private final List<String> differences = new ArrayList<>();

    private Translation(Page english, Page other) {
        this.english = english;
        this.other = other;
    }

    static List<String> differences(Page english, Page other) {
        Translation translation = new Translation(english, other);
        if (translation.hasTheSameHeadings()) {
            for (int i = 0; i < english.sections().size(); i++) {
                translation.compare(english.sections().get(i), other.sections().get(i));
            }
        }
        return translation.differences;
    }

    private boolean hasTheSameHeadings() {
        List<Section> here = english.sections();
        List<Section> there = other.sections();
        for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
            String one = i < here.size() ? heading(here.get(i)) : "nothing more";
            String two = i < there.size() ? heading(there.get(i)) : "nothing more";
            if (i >= here.size()
                    || i >= there.size()
                    || here.get(i).level() != there.get(i).level()) {
                differences.add(english.file() + " has as heading " + (i + 1) + " '" + one + "', and " + other.file()
                        + " has '" + two + "': give both the same headings in the same order");
                return false;
            }
        }
        return true;
    }

    private void compare(Section here, Section there) {
        compareSets("in code", here, placeholders(here.code()), there, placeholders(there.code()));
        compareSets("the link to", here, targets(here.links()), there, targets(there.links()));
        compareSets("the number", here, numbers(here), there, numbers(there));
        compareTables(here, there);
        if (here.blocks().size() != there.blocks().size()) {
            differences.add(place(english, here) + " has " + here.blocks().size() + " blocks of code, and "
                    + place(other, there) + " has " + there.blocks().size() + ": give both the same");
            return;
        }
        for (int i = 0; i < here.blocks().size(); i++) {
            compareSets(
                    "the line",
                    here,
                    commands(here.blocks().get(i)),
                    there,
                    commands(there.blocks().get(i)));
        }
    }

    private void compareTables(Section here, Section there) {
        List<List<String>> rows = here.rows();
        if (rows.size() != there.rows().size()) {
            differences.add(place(english, here) + " has " + rows.size() + " rows in its tables, and "
                    + place(other, there) + " has " + there.rows().size() + ": give both the same");
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            compareSets(
                    "in row " + (i + 1) + " the figure",
                    here,
                    figures(rows.get(i)),
                    there,
                    figures(there.rows().get(i)));
        }
    }

    private void compareSets(String what, Section here, Set<String> ones, Section there, Set<String> twos) {
        for (String each : without(ones, twos)) {
            differences.add(place(english, here) + " has " + what + " " + each + ", and " + place(other, there)
                    + " has not: add it there");
        }
        for (String each : without(twos, ones)) {
            differences.add(place(other, there) + " has " + what + " " + each + ", and " + place(english, here)
                    + " has not: take it out, or add it to the English page");
        }
    }

    /** What stays the same in every language: lines without their comments; of what is no code, names of files and tables. */
    private static Set<String> commands(Block block) {
        if (block.language().isEmpty()) {
            boolean isOutput = block.lines().stream().noneMatch(line -> line.matches(".*[^\\p{ASCII}]{2,}.*"))
                    || block.lines().get(0).startsWith("$ ");
            if (!isOutput || block.lines().stream().anyMatch(line -> line.endsWith(" target/"))) {
                return names(block);
            }
        }
        return block.lines().stream()
                .map(line -> block.language().isEmpty()
                        ? line
                        : COMMENT.matcher(line).replaceAll(""))
                .map(String::stripTrailing)
                .filter(line -> !line.isBlank())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> names(Block block) {
        return Pattern.compile("[a-z.-]*[a-z][._/][a-z][a-z._/-]*[a-z]")
                .matcher(String.join("\n", block.lines()))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Numbers of the running text with two digits or more; smaller ones may be words. */
    private static Set<String> numbers(Section section) {
        return NUMBER.matcher(String.join(" ", section.text()).replaceAll("`[^`]*`|]\\([^)]*\\)", " "))
                .results()
                .map(found -> found.group().replace(",", ""))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> figures(List<String> row) {
        return row.stream()
                .filter(cell -> FIGURE.matcher(cell).matches())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Without what differs between the languages: the page's ending, and headings. */
    private static Set<String> targets(Set<String> links) {
        return links.stream()
                .map(link -> link.replace(".zh-CN.", ".").replaceFirst("#.*", "#"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** With what a reader has to fill in left out: it may be said in any language. */
    private static Set<String> placeholders(Set<String> code) {
        return code.stream()
                .map(each -> each.replaceAll("<[^>]*>", "<>"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> without(Collection<String> all, Collection<String> others) {
        return all.stream().filter(each -> !others.contains(each)).toList();
    }

    private static String place(Page page, Section section) {
        return page.file() + ", '" + section.title() + "',";
    }

    private static String heading(Section section) {
        return "#".repeat(section.level()) + " " + section.title();
    }
}
