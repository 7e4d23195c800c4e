package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A made-up company: departments, people, templates and approvals, with everything in it that is awkward but legal on
 * the platform. The same {@link CompanySize} gives the same company, to the letter.
 *
 * <p>Its world may be changed while a stand-in serves it. Approvals are written down only when they are asked for, so
 * the memory it needs does not grow with their number. What changes is told to listeners as the events that the platform
 * would send. Thread-safe.
 */
public final class Company {
    private final Roster roster;
    private final List<Template> templates;
    private final Directory directory;
    private final Archive archive;
    private final Clock clock;
    private final EventFeed feed;
    private final ApprovalNews approvalNews;
    private final DirectoryNews directoryNews;
    private int joined;

    private Company(CompanySize size, Clock clock) {
        this.clock = clock;
        roster = new Roster(size);
        directory = new Directory(roster);
        List<Template> made = new ArrayList<>();
        for (int i = 0; i < size.templates(); i++) {
            made.add(template(size, i));
        }
        templates = List.copyOf(made);
        archive = new Archive(size, roster, templates);
        feed = new EventFeed(clock, "ding" + Dice.of(size.seed(), "corp", 0).hex(24));
        approvalNews = new ApprovalNews(feed);
        directoryNews = new DirectoryNews(feed, clock);
    }

    /** A company whose later changes happen at the time of this machine. */
    public static Company of(CompanySize size) {
        return of(size, Clock.systemUTC());
    }

    /** A company whose later changes happen at the time of that clock. */
    public static Company of(CompanySize size, Clock clock) {
        return new Company(size, clock);
    }

    /** The templates, in the order of the platform's list. */
    public List<Template> templates() {
        return templates;
    }

    /** The members of today. */
    public List<Person> members() {
        return directory.members();
    }

    /** Those who left: they appear in approvals, but not in the directory. */
    public List<Person> leavers() {
        return directory.gone();
    }

    /** A member or leaver, under her name of today (or of her last day). */
    public Optional<Person> person(String userid) {
        return directory.person(userid);
    }

    /** Departments of today with the root, by id. */
    public List<Department> departments() {
        return directory.departments();
    }

    /** How many approvals there are, deleted ones counted. */
    public long approvalCount() {
        return archive.count();
    }

    /** All approvals that were not deleted, in the order of creation, each made when the stream reaches it. */
    public Stream<Approval> approvals() {
        return LongStream.range(0, archive.count()).mapToObj(archive::at).flatMap(Optional::stream);
    }

    /** The approval with this exact id, if it exists and was not deleted. */
    public Optional<Approval> approval(String id) {
        return archive.byId(id);
    }

    /** Id of the company, as events name it. */
    public String corpId() {
        return feed.corpId();
    }

    /**
     * From now on tells everything that happens, in the order in which it happens and before the method that made it
     * happen returns. The listener must be quick, must not throw and must not change the company.
     */
    public void onEvent(Consumer<CompanyEvent> listener) {
        feed.listen(listener);
    }

    /** Tells that listener no more. */
    public void forget(Consumer<CompanyEvent> listener) {
        feed.forget(listener);
    }

    /** How many events there were. */
    public long eventCount() {
        return feed.count();
    }

    /** Starts an approval now, with one to three approvers one after another; returns its id. */
    public String start(String processCode, String userid) {
        return start(processCode, userid, List.of());
    }

    /**
     * Starts an approval now; returns its id.
     *
     * @param approvers who has to agree, one after another; chosen by the company if empty
     */
    public synchronized String start(String processCode, String userid, List<String> approvers) {
        Person originator = member(userid);
        int template = templateNumber(processCode);
        if (template < 0) {
            throw new IllegalArgumentException("no template " + processCode);
        }
        String id = archive.start(template, originator, approvers, clock.millis());
        approvalNews.started(present(id));
        return id;
    }

    /** Who has to act now, if the approval runs; the first one where several may. */
    public Optional<String> approver(String id) {
        return approval(id).filter(approval -> approval.fate().running()).flatMap(approval -> {
            List<ObjectNode> open = FlowWriter.open(approval.json());
            return open.isEmpty()
                    ? Optional.empty()
                    : Optional.of(open.get(0).path("userId").asText());
        });
    }

    /** The approver of the day agrees: the next one has to, or the approval has ended. {@code remark} may be empty. */
    public synchronized void agree(String id, String remark) {
        long now = clock.millis();
        Optional<String> next = archive.next(id);
        happen(
                id,
                next.isPresent() ? new Change.Agreed(now, remark, next.get()) : new Change.Ended(now, "agree", remark));
    }

    /** The approver of the day refuses, and the approval has ended. {@code remark} may be empty. */
    public void refuse(String id, String remark) {
        happen(id, new Change.Ended(clock.millis(), "refuse", remark));
    }

    /** The approver of the day hands her task over. {@code remark} may be empty. */
    public void redirect(String id, String toUserid, String remark) {
        happen(id, new Change.HandedOver(clock.millis(), remark, toUserid));
    }

    /**
     * Ends a running approval, whoever had still to act: its open tasks close now.
     *
     * @param result {@code agree} or {@code refuse}, or empty if the originator revokes it
     */
    public void finish(String id, String result) {
        happen(id, new Change.Ended(clock.millis(), result, ""));
    }

    /** Adds a comment, also to an approval that ended long ago. */
    public void comment(String id, String userid, String text) {
        happen(id, new Change.Commented(clock.millis(), userid, text));
    }

    /** Deletes an approval: it leaves the lists, and its detail answers that it does not exist. */
    public synchronized void delete(String id) {
        Approval last = present(id);
        archive.delete(id);
        approvalNews.deleted(last);
    }

    private synchronized void happen(String id, Change change) {
        Approval before = present(id);
        ObjectNode was = before.json();
        boolean opens = change instanceof Change.Agreed || change instanceof Change.HandedOver;
        if (opens && (FlowWriter.open(was).isEmpty() || was.path("tasks").size() >= FlowWriter.MOST_TASKS)) {
            throw new IllegalStateException(id + " has nobody who could act, or too many tasks");
        }
        archive.change(id, change);
        approvalNews.changed(before, was, present(id), change);
    }

    private Approval present(String id) {
        return approval(id).orElseThrow(() -> new IllegalArgumentException("no approval " + id));
    }

    /** Gives a member another name; approvals keep the old one in their titles. */
    public synchronized void rename(String userid, String name) {
        change(member(userid).named(name));
    }

    /** Takes a member out of the directory; approvals keep her userid. */
    public synchronized void leave(String userid) {
        directory.leave(userid);
        directoryNews.left(userid);
    }

    /** Adds a member to the given departments, or to the root if none is given. */
    public synchronized Person join(String name, Long... departmentIds) {
        int number = ++joined;
        List<Long> ids = departmentIds.length == 0 ? List.of(Department.ROOT) : List.of(departmentIds);
        String userid = String.format(Locale.ROOT, "0099%04d", number);
        Person person = new Person(userid, "uNnew" + number, name, "", "", "", "", 0, "", ids, true);
        join(person);
        return person;
    }

    /** Adds a member exactly as given, for example one who comes back. */
    public synchronized void join(Person person) {
        directory.join(person);
        directoryNews.joined(person.userid());
    }

    /** Replaces a member by another state of the same person. */
    public synchronized void change(Person person) {
        Person before = member(person.userid());
        if (before.departments().equals(person.departments())) {
            directory.update(person);
        } else {
            directory.replace(person);
        }
        directoryNews.changed(before, person);
    }

    private Person member(String userid) {
        return directory.member(userid).orElseThrow(() -> new IllegalArgumentException("no member " + userid));
    }

    /** Opens a department, or renames or moves the one with that id. */
    public synchronized void open(Department department) {
        boolean known = directory.department(department.id()).isPresent();
        directory.open(department);
        if (known) {
            directoryNews.changed(department.id());
        } else {
            directoryNews.opened(department.id());
        }
    }

    /** Closes a department without members and departments below it. */
    public synchronized void close(long departmentId) {
        directory.close(departmentId);
        directoryNews.closed(departmentId);
    }

    Directory directory() {
        return directory;
    }

    Archive archive() {
        return archive;
    }

    /** The number of a template, -1 if there is none with this code. */
    int templateNumber(String processCode) {
        for (int i = 0; i < templates.size(); i++) {
            if (templates.get(i).processCode().equals(processCode)) {
                return i;
            }
        }
        return -1;
    }

    private static Template template(CompanySize size, int index) {
        Dice dice = Dice.of(size.seed(), "template", index);
        String code = String.format(
                Locale.ROOT, "PROC-%s-%s-%s-%s-%s", dice.hex(8), dice.hex(4), dice.hex(4), dice.hex(4), dice.hex(12));
        return new Template(code.toUpperCase(Locale.ROOT), Names.template(index), Template.form(index, dice));
    }
}
