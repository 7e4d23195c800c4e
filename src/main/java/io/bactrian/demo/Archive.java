package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * All approvals: those that were generated, those that were started later, and what happened to them since.
 *
 * <p>Details are written on demand; in memory is only what changed. Thread-safe.
 */
final class Archive {
    private final CompanySize size;
    private final Roster roster;
    private final Fates fates;
    private final List<Template> templates;
    private final List<Started> started = new ArrayList<>();
    private final Map<String, List<Dated>> changes = new ConcurrentHashMap<>();
    private final Map<String, Long> deleted = new ConcurrentHashMap<>();

    /** @param nanos when it was started, by the machine's own clock */
    private record Started(Fate fate, List<String> approvers, long nanos) {}

    private record Dated(Change change, long nanos) {}

    Archive(CompanySize size, Roster roster, List<Template> templates) {
        this.size = size;
        this.roster = roster;
        this.templates = templates;
        this.fates = new Fates(size, roster);
    }

    synchronized long count() {
        return size.approvals() + (long) started.size();
    }

    Optional<Approval> at(long index) {
        return Optional.of(fate(index))
                .filter(fate -> !deleted.containsKey(fate.id()))
                .map(this::approval);
    }

    Optional<Approval> byId(String id) {
        return find(id).map(this::approval);
    }

    /** As it was so many nanoseconds ago, whatever the company's clock says. */
    Optional<Approval> byId(String id, long nanosAgo) {
        long moment = System.nanoTime() - nanosAgo;
        long index = fates.indexOf(id, count());
        boolean gone = index < 0 || deleted.containsKey(id) && deleted.get(id) - moment <= 0;
        if (gone || index >= size.approvals() && startedAt(index).nanos() - moment > 0) {
            return Optional.empty();
        }
        Fate fate = changed(plain(index), moment);
        return fate.id().equals(id)
                ? Optional.of(new Approval(fate, templates.get(fate.template()), () -> detail(index, moment)))
                : Optional.empty();
    }

    synchronized String start(int template, Person originator, List<String> approvers, long created) {
        Fate fate = fates.started(count(), template, originator, created);
        List<String> acting = approvers.isEmpty() ? approvers(fate) : List.copyOf(approvers);
        started.add(new Started(fate, acting, System.nanoTime()));
        return fate.id();
    }

    private List<String> approvers(Fate fate) {
        Dice dice = Dice.of(size.seed(), "approvers", fate.index());
        List<String> acting = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            acting.add(roster.member(dice).userid());
        }
        return acting;
    }

    synchronized void change(String id, Change change) {
        Fate fate = find(id).orElseThrow(() -> new IllegalArgumentException("no approval " + id));
        if (!(change instanceof Change.Commented) && !fate.running()) {
            throw new IllegalStateException(id + " has ended already");
        }
        changes.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(new Dated(change, System.nanoTime()));
    }

    /** Who has to act after the approver of today; nobody for those that were generated. */
    synchronized Optional<String> next(String id) {
        long index = fates.indexOf(id, count());
        if (index < size.approvals()) {
            return Optional.empty();
        }
        long passed = changes.getOrDefault(id, List.of()).stream()
                .filter(dated -> dated.change() instanceof Change.Agreed)
                .count();
        return startedAt(index).approvers().stream().skip(passed + 1).findFirst();
    }

    void delete(String id) {
        Fate fate = find(id).orElseThrow(() -> new IllegalArgumentException("no approval " + id));
        deleted.put(fate.id(), System.nanoTime());
    }

    /**
     * Ids of one template created from {@code from} to {@code to}, both included, in the order of creation.
     *
     * @param wanted null for all; then the pages before this one need no look
     */
    List<String> ids(int template, long from, long to, Predicate<Fate> wanted, int offset, int max) {
        List<String> page = new ArrayList<>();
        long step = size.templates();
        long first = firstSince(template, from);
        long known = wanted == null && deleted.isEmpty() ? (firstSince(template, to + 1) - first) / step : 0;
        long jump = Math.max(0, Math.min(offset, known));
        int skip = (int) (offset - jump);
        for (long i = first + jump * step; i < size.approvals() && page.size() < max; i += step) {
            if (fates.created(i) > to) {
                break;
            }
            skip = take(fate(i), wanted, skip, page);
        }
        for (Fate late : startedOf(template, from, to)) {
            if (page.size() < max) {
                skip = take(changed(late), wanted, skip, page);
            }
        }
        return page;
    }

    private int take(Fate fate, Predicate<Fate> wanted, int skip, List<String> page) {
        if (deleted.containsKey(fate.id()) || wanted != null && !wanted.test(fate)) {
            return skip;
        }
        if (skip > 0) {
            return skip - 1;
        }
        page.add(fate.id());
        return 0;
    }

    /** Creation times rise with the number, so the window is found by halving. */
    private long firstSince(int template, long from) {
        long low = 0;
        long high = (size.approvals() - template + (long) size.templates() - 1) / size.templates();
        while (low < high) {
            long middle = (low + high) / 2;
            if (fates.created(template + middle * size.templates()) < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return template + low * size.templates();
    }

    private synchronized List<Fate> startedOf(int template, long from, long to) {
        return started.stream()
                .map(Started::fate)
                .filter(late -> late.template() == template && late.created() >= from && late.created() <= to)
                .toList();
    }

    private Optional<Fate> find(String id) {
        long index = fates.indexOf(id, count());
        return index < 0
                ? Optional.empty()
                : Optional.of(fate(index)).filter(fate -> fate.id().equals(id) && !deleted.containsKey(id));
    }

    private Fate fate(long index) {
        return changed(plain(index));
    }

    /** As it began. */
    private Fate plain(long index) {
        return index < size.approvals() ? fates.fate(index) : startedAt(index).fate();
    }

    private Fate changed(Fate fate) {
        return changed(fate, System.nanoTime());
    }

    private Fate changed(Fate fate, long moment) {
        Fate now = fate;
        for (Dated dated : changes.getOrDefault(fate.id(), List.of())) {
            if (dated.nanos() - moment <= 0) {
                now = dated.change().applyTo(now);
            }
        }
        return now;
    }

    private Approval approval(Fate fate) {
        return new Approval(fate, templates.get(fate.template()), () -> detail(fate.index(), System.nanoTime()));
    }

    private ObjectNode detail(long index, long moment) {
        Fate fate = plain(index);
        Dice dice = Dice.of(size.seed(), "detail", index);
        ObjectNode detail = head(fate);
        if (index < size.approvals()) {
            boolean old = index < size.approvals() / 2;
            new FlowWriter(fate, roster, dice, old, size.to().toEpochMilli(), detail).write();
        } else {
            new FlowWriter(fate, roster, dice, false, fate.created(), detail)
                    .begin(startedAt(index).approvers().get(0));
        }
        String related = index == 0 || size.approvals() == 0
                ? fate.id()
                : fates.fate(index % size.approvals() / 2).id();
        new FormWriter(fate, roster, dice, detail)
                .write(templates.get(fate.template()).form(), related);
        for (Dated dated : changes.getOrDefault(fate.id(), List.of())) {
            if (dated.nanos() - moment <= 0) {
                dated.change().applyTo(detail);
            }
        }
        return detail;
    }

    private synchronized Started startedAt(long index) {
        return started.get((int) (index - size.approvals()));
    }

    private ObjectNode head(Fate fate) {
        Person originator = fate.originator();
        long department = originator.departments().get(0);
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.put(
                "title",
                originator.name() + "提交的" + templates.get(fate.template()).name());
        head.put("createTime", BeijingTime.workflow(fate.created()));
        if (!fate.running()) {
            head.put("finishTime", BeijingTime.workflow(fate.finished()));
        }
        head.put("originatorUserId", originator.userid())
                .put("originatorDeptId", department == Department.ROOT ? "-1" : Long.toString(department))
                .put("originatorDeptName", roster.departmentName(department))
                .put("status", fate.status())
                .put("result", fate.result())
                .put("businessId", businessId(fate))
                .put("bizAction", fate.bizAction())
                .put("bizData", "{}");
        head.putArray("approverUserIds");
        head.putArray("ccUserIds");
        head.putArray("attachedProcessInstanceIds");
        if (fate.attached() >= 0) {
            head.withArray("attachedProcessInstanceIds")
                    .add(fates.fate(fate.attached()).id());
        }
        return head.put(
                "mainProcessInstanceId",
                fate.main() < 0 ? "" : fates.fate(fate.main()).id());
    }

    private static String businessId(Fate fate) {
        return BeijingTime.businessId(fate.created()) + String.format(Locale.ROOT, "%09d", fate.index());
    }
}
