package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** One approval of the made-up company, as it is at the moment it was asked for. */
public final class Approval {
    private final Fate fate;
    private final Template template;
    private final Supplier<ObjectNode> json;

    Approval(Fate fate, Template template, Supplier<ObjectNode> json) {
        this.fate = fate;
        this.template = template;
        this.json = json;
    }

    /** The instance id: a UUID, or 22 characters and 14 digits. */
    public String id() {
        return fate.id();
    }

    /** The template it was started from. */
    public Template template() {
        return template;
    }

    /** Creation time; the lists of the platform go by it. */
    public Instant created() {
        return Instant.ofEpochMilli(fate.created());
    }

    /** When it ended, if it did. */
    public Optional<Instant> finished() {
        return fate.running() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(fate.finished()));
    }

    /** RUNNING, COMPLETED or TERMINATED. */
    public String status() {
        return fate.status();
    }

    /** {@code agree}, {@code refuse}, or empty while it runs and when it was revoked. */
    public String result() {
        return fate.result();
    }

    /** NONE, MODIFY or REVOKE. */
    public String bizAction() {
        return fate.bizAction();
    }

    /** Who started it, under the name of that time; perhaps no longer a member. */
    public Person originator() {
        return fate.originator();
    }

    /** The {@code result} object of "DingTalk API, get the details of a single approval instance", made anew. */
    public ObjectNode json() {
        return json.get();
    }

    Fate fate() {
        return fate;
    }

    @Override
    public String toString() {
        return fate.id() + " " + fate.status();
    }
}
