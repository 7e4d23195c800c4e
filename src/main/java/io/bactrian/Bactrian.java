package io.bactrian;

/** The entry. */
public final class Bactrian {
    private Bactrian() {}

    public static void main(String[] args) {}
}
