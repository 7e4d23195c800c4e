package io.bactrian.demo;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/**
 * Turns the number of an approval into its id and back, so that no table of ids is needed.
 *
 * <p>Older ids are UUIDs; newer ones are 22 characters, 4 digits and the 10 digits of the creation second. Some have a
 * twin that differs only in case.
 */
final class ApprovalIds {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final long INVERSE = inverse(FACTOR);
    private static final int LETTERS = 22;

    private final long key;

    ApprovalIds(long seed) {
        key = seed * 0x2545F4914F6CDD1DL + 0x123456789ABCDEFL;
    }

    /** Whether this approval's id is that of the approval before it, but for case. */
    static boolean twin(long index) {
        return index % 100 == 47;
    }

    String id(long index, long created) {
        if (twin(index)) {
            String other = id(index - 1, created);
            return swapCase(other.substring(0, LETTERS)) + other.substring(LETTERS);
        }
        if (index % 5 == 0) {
            return new UUID(scramble(index), salt(index)).toString();
        }
        return modern(index, created);
    }

    /** The newer form, which all have that are started today. */
    String modern(long index, long created) {
        long high = scramble(index);
        long low = salt(index);
        byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        String letters = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return letters + String.format(Locale.ROOT, "%04d%010d", Math.floorMod(low, 10_000L), created / 1000);
    }

    private long salt(long index) {
        return Dice.of(key, "id", index).number();
    }

    /** The only number that this id may belong to, or that number plus one for a twin; -1 if it is no id of ours. */
    long candidate(String id) {
        try {
            if (isUuid(id)) {
                return unscramble(UUID.fromString(id).getMostSignificantBits());
            }
            if (id.length() != LETTERS + 14) {
                return -1;
            }
            byte[] bytes = Base64.getUrlDecoder().decode(id.substring(0, LETTERS));
            return unscramble(ByteBuffer.wrap(bytes).getLong());
        } catch (IllegalArgumentException notOurs) {
            return -1;
        }
    }

    /** Both formats have 36 characters; only a UUID has a dash where the other has digits. */
    static boolean isUuid(String id) {
        return id.length() == 36 && id.charAt(23) == '-';
    }

    static String swapCase(String text) {
        StringBuilder swapped = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            swapped.append(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
        }
        return swapped.toString();
    }

    private long scramble(long index) {
        long mixed = (index ^ key) * FACTOR;
        return (mixed ^ mixed >>> 32) * FACTOR;
    }

    private long unscramble(long scrambled) {
        long mixed = scrambled * INVERSE;
        return (mixed ^ mixed >>> 32) * INVERSE ^ key;
    }

    private static long inverse(long odd) {
        long guess = odd;
        for (int i = 0; i < 6; i++) {
            guess *= 2 - odd * guess;
        }
        return guess;
    }
}
