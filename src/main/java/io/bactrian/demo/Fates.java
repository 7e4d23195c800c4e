package io.bactrian.demo;

import java.util.concurrent.TimeUnit;

/** Works out the fate of each generated approval from its number. Immutable. */
final class Fates {
    private static final int CYCLE = 41;

    private final CompanySize size;
    private final Roster roster;
    private final ApprovalIds ids;

    Fates(CompanySize size, Roster roster) {
        this.size = size;
        this.roster = roster;
        this.ids = new ApprovalIds(size.seed());
    }

    /** The number behind an id, -1 if no generated or later approval below {@code count} has it. */
    long indexOf(String id, long count) {
        long plain = ids.candidate(id);
        if (plain >= 0 && plain < count) {
            return plain;
        }
        long twin = ApprovalIds.isUuid(id) ? -1 : ids.candidate(mirrored(id)) + 1;
        return twin > 0 && twin < size.approvals() && ApprovalIds.twin(twin) ? twin : -1;
    }

    /** Rises with the number. */
    long created(long index) {
        long slot = ApprovalIds.twin(index) ? index - 1 : index;
        long span = size.to().toEpochMilli() - size.from().toEpochMilli();
        double within = Dice.of(size.seed(), "created", slot).share() * 0.9;
        long millis = size.from().toEpochMilli() + (long) (span * ((slot + within) / size.approvals()));
        return millis / 1000 * 1000;
    }

    int template(long index) {
        return (int) (index % size.templates());
    }

    Fate fate(long index) {
        Dice dice = Dice.of(size.seed(), "fate", index);
        long created = created(index);
        long attached = attachedTo(index);
        boolean old = index < size.approvals() / 2;
        Person originator = index % 37 == 11 && old ? dice.pick(roster.leavers()) : roster.colleague(dice, old);
        long wanted = created + TimeUnit.MINUTES.toMillis(dice.between(12, dice.oneIn(4) ? 6000 : 900));
        double lot = dice.share();
        Fate begun = new Fate(
                index,
                ids.id(index, created),
                template(index),
                created,
                0,
                Fate.RUNNING,
                "",
                originator,
                action(index),
                mainOf(index),
                attached);
        if (attached >= 0) {
            return begun.ended(Fate.COMPLETED, "agree", Math.min(wanted, (created + created(attached)) / 2));
        }
        if (lot < 0.12 || wanted > size.to().toEpochMilli()) {
            return begun;
        }
        if (lot < 0.19) {
            return begun.ended(Fate.TERMINATED, "", wanted);
        }
        return begun.ended(Fate.COMPLETED, lot < 0.29 ? "refuse" : "agree", wanted);
    }

    /** An approval that was started after the company was generated; it runs. */
    Fate started(long index, int template, Person originator, long created) {
        long second = created / 1000 * 1000;
        String id = ids.modern(index, second);
        return new Fate(index, id, template, second, 0, Fate.RUNNING, "", originator, "NONE", -1, -1);
    }

    private static String mirrored(String id) {
        int letters = Math.max(0, id.length() - 14);
        return ApprovalIds.swapCase(id.substring(0, letters)) + id.substring(letters);
    }

    private String action(long index) {
        if (mainOf(index) < 0) {
            return "NONE";
        }
        return index % CYCLE == 33 ? "REVOKE" : "MODIFY";
    }

    private long mainOf(long index) {
        long main = index - size.templates();
        return special(index) && main >= 0 && !special(main) ? main : -1;
    }

    private long attachedTo(long index) {
        long attached = index + size.templates();
        return attached < size.approvals() && mainOf(attached) == index ? attached : -1;
    }

    private static boolean special(long index) {
        return index % CYCLE == 33 || index % CYCLE == 13;
    }
}
