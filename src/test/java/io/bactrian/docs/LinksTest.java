package io.bactrian.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links in pages lead to where something is. */
class LinksTest {
    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path file : pages()) {
            Page page = Page.read(file);
            for (Page.Section section : page.sections()) {
                for (String link : section.links()) {
                    if (!link.contains("://") && !leadsSomewhere(page, link)) {
                        broken.add(file + ", '" + section.title() + "', leads to " + link + ", which is not there");
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Page page, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? page.file() : page.file().resolveSibling(path);
        return Files.exists(target) && (hash < 0 || Page.read(target).anchors().contains(link.substring(hash + 1)));
    }

    private static List<Path> pages() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : List.of(Path.of(""), Path.of("docs"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(all::add);
            }
        }
        return all;
    }
}
