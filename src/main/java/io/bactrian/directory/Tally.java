package io.bactrian.directory;

import io.bactrian.directory.SeenTable.Outcome;
import io.bactrian.directory.SeenTable.Seen;
import io.bactrian.run.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one page. Each item counts once in a run, however many departments it turns up in; it is added to the
 * run only when the page is committed.
 */
final class Tally {
    private final Long run;
    private final List<Seen> toWrite = new ArrayList<>();
    private long read;
    private long created;
    private long changed;
    private long unchanged;
    private boolean moved;

    Tally(Long run) {
        this.run = run;
    }

    /** Counts a sight of an item that was last seen as {@code before} ({@code null}: never). */
    void add(String id, long readAt, Outcome outcome, Seen before) {
        boolean again = before != null && (run == null || before.isOf(run));
        Outcome total = again && before.outcome() != Outcome.UNCHANGED ? before.outcome() : outcome;
        if (!again) {
            read++;
            count(outcome, 1);
        } else if (total != before.outcome()) {
            count(before.outcome(), -1);
            count(total, 1);
        }
        long latest = before == null ? readAt : Math.max(readAt, before.readAt());
        if (!again || total != before.outcome() || latest != before.readAt()) {
            toWrite.add(new Seen(id, run, latest, total));
        }
    }

    private void count(Outcome outcome, int n) {
        switch (outcome) {
            case NEW -> created += n;
            case CHANGED -> changed += n;
            case UNCHANGED -> unchanged += n;
        }
    }

    /** Notes that somebody came, came back, or is in other departments. */
    void move() {
        moved = true;
    }

    boolean hasMoved() {
        return moved;
    }

    List<Seen> toWrite() {
        return toWrite;
    }

    void addTo(Run target) {
        target.addRead(read);
        target.addNew(created);
        target.addChanged(changed);
        target.addUnchanged(unchanged);
    }
}
