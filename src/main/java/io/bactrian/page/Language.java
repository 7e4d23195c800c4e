package io.bactrian.page;

import java.util.Locale;

/** A language that the page speaks. */
enum Language {
    EN("en", Locale.ENGLISH),
    ZH("zh", Locale.SIMPLIFIED_CHINESE);

    private final String code;
    private final Locale locale;

    Language(String code, Locale locale) {
        this.code = code;
        this.locale = locale;
    }

    String code() {
        return code;
    }

    Locale locale() {
        return locale;
    }

    Language other() {
        return this == EN ? ZH : EN;
    }

    /** The one that was asked for, else the first that the browser likes; both may be {@code null} or anything. */
    static Language of(String asked, String accepted) {
        for (Language language : values()) {
            if (language.code.equals(asked)) {
                return language;
            }
        }
        try {
            for (Locale.LanguageRange range : Locale.LanguageRange.parse(accepted == null ? "" : accepted)) {
                for (Language language : values()) {
                    if (range.getRange().split("-", 2)[0].equals(language.code)) {
                        return language;
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            // a browser that says nonsense reads English
            return EN;
        }
        return EN;
    }
}
