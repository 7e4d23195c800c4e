package io.bactrian.directory;

/**
 * How a reading of the directory ended.
 *
 * @param complete whether everything could be read
 * @param markedLeft members that were marked as left
 * @param markedGone departments that were marked as gone
 * @param message what a person should know, or {@code null} when nothing went wrong
 */
public record DirectoryOutcome(boolean complete, long markedLeft, long markedGone, String message) {
    /** Whether the run must end as failed. */
    public boolean hasFailed() {
        return !complete || message != null;
    }
}
