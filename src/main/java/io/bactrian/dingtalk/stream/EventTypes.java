package io.bactrian.dingtalk.stream;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Which types of events are wanted: names, or beginnings with an asterisk behind them; none means all. */
record EventTypes(List<String> patterns) {
    static EventTypes of(String text) {
        return new EventTypes(Arrays.stream(Objects.requireNonNullElse(text, "").split(","))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .toList());
    }

    boolean contain(String type) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern -> pattern.endsWith("*")
                                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                                : type.equals(pattern));
    }
}
