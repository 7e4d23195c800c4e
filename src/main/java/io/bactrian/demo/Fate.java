package io.bactrian.demo;

/**
 * What becomes of one approval, without its details: cheap enough to be worked out again for every question.
 *
 * @param index number inside the company
 * @param id instance id
 * @param template number of the template
 * @param created epoch milliseconds, whole seconds
 * @param finished epoch milliseconds, 0 while it runs
 * @param status RUNNING, COMPLETED or TERMINATED
 * @param result agree, refuse or empty
 * @param originator who started it
 * @param bizAction NONE, MODIFY or REVOKE
 * @param main number of the approval that this one modifies or revokes, -1 if none
 * @param attached number of the approval that modifies or revokes this one, -1 if none
 */
record Fate(
        long index,
        String id,
        int template,
        long created,
        long finished,
        String status,
        String result,
        Person originator,
        String bizAction,
        long main,
        long attached) {
    static final String RUNNING = "RUNNING";
    static final String COMPLETED = "COMPLETED";
    static final String TERMINATED = "TERMINATED";

    boolean running() {
        return RUNNING.equals(status);
    }

    Fate ended(String newStatus, String newResult, long at) {
        return new Fate(index, id, template, created, at, newStatus, newResult, originator, bizAction, main, attached);
    }
}
