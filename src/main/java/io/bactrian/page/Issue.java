package io.bactrian.page;

/** Something that a person should look at. */
record Issue(Tone tone, String word, String text) {}
