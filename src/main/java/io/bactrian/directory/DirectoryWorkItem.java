package io.bactrian.directory;

/**
 * A row of {@code directory_work} that was taken.
 *
 * @param kind {@code member}, {@code department}, or {@link DirectoryWork#HEADCOUNT}
 * @param gone whether an event said that it left
 * @param bornAt when that happened by the platform's clock, in milliseconds since 1970, or {@code null}
 * @param askedAt when we heard of it by our own clock, in milliseconds since 1970
 * @param attempts how often it failed
 */
record DirectoryWorkItem(
        String connection, String kind, String id, boolean gone, Long bornAt, long askedAt, int attempts) {
    boolean isMember() {
        return SeenTable.MEMBER.equals(kind);
    }

    boolean isHeadcount() {
        return DirectoryWork.HEADCOUNT.equals(kind);
    }
}
