package io.bactrian.connection;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The words that stand for platforms in addresses and permissions: each has its own, and some have others. No connection of
 * another platform has one of them as its name, so what a permission allows does not depend on names. Immutable.
 */
public final class PlatformWords {
    private final Map<String, String> platforms = new HashMap<>();

    public PlatformWords(Collection<PlatformSettings> known) {
        known.forEach(settings -> {
            platforms.put(settings.platform(), settings.platform());
            settings.otherWords().forEach(word -> platforms.put(word, settings.platform()));
        });
    }

    /** The platform's own word; what is no word of a platform stays as it is. */
    public String platform(String word) {
        return platforms.getOrDefault(word, word);
    }

    /** Whether it stands for a platform. */
    boolean contains(String word) {
        return platforms.containsKey(word);
    }
}
