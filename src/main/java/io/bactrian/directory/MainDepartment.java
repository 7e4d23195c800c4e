package io.bactrian.directory;

import io.bactrian.connection.Settings;
import java.util.Locale;

/** Which of a person's departments is the main one: the setting {@code directory.main-department}. */
public enum MainDepartment {
    /** The deepest in the tree; of equally deep ones the first in the platform's list. */
    LEAF,
    /** The first in the platform's list. */
    FIRST,
    /** The one that the platform marks, else the first. */
    PLATFORM;

    public static MainDepartment read(Settings settings) {
        String key = "directory.main-department";
        String text = settings.text(key, "leaf, first or platform");
        for (MainDepartment rule : values()) {
            if (rule.name().toLowerCase(Locale.ROOT).equals(text)) {
                return rule;
            }
        }
        throw Settings.refuse(key, "is '" + text + "'", "leaf, first or platform");
    }
}
