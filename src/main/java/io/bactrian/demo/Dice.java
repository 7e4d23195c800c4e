package io.bactrian.demo;

import java.util.List;
import java.util.SplittableRandom;

/** Repeatable chance: the same seed, topic and index throw the same numbers. Not thread-safe. */
final class Dice {
    private final SplittableRandom random;

    private Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    static Dice of(long seed, String topic, long index) {
        return new Dice((seed * 31 + topic.hashCode()) * 0x9E3779B97F4A7C15L + index * 0xBF58476D1CE4E5B9L);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    long number() {
        return random.nextLong();
    }

    double share() {
        return random.nextDouble();
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Decimal digits, the first one not zero. */
    String digits(int count) {
        StringBuilder text = new StringBuilder(count).append(between(1, 9));
        while (text.length() < count) {
            text.append(below(10));
        }
        return text.toString();
    }

    /** Lower-case hexadecimal digits. */
    String hex(int count) {
        StringBuilder text = new StringBuilder(count);
        while (text.length() < count) {
            text.append(Character.forDigit(below(16), 16));
        }
        return text.toString();
    }
}
