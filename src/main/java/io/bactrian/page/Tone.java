package io.bactrian.page;

import java.util.Locale;

/** How good something is; its name in small letters is a class of the style sheet. */
enum Tone {
    OK,
    CALM,
    WARN,
    BAD;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
