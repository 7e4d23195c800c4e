package io.bactrian.demo;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A made-up company: departments, people, templates and approvals, with everything in it that is awkward but legal on
 * the platform. The same {@link CompanySize} gives the same company, to the letter.
 *
 * <p>Its world may be changed while a stand-in serves it. Approvals are written down only when they are asked for, so
 * the memory it needs does not grow with their number. Thread-safe.
 */
public final class Company {
    private final Roster roster;
    private final List<Template> templates;
    private final Directory directory;
    private final Archive archive;
    private final Clock clock;
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

    /**
     * Ends a running approval: its open tasks close now.
     *
     * @param result {@code agree} or {@code refuse}, or empty if the originator revokes it
     */
    public void finish(String id, String result) {
        archive.change(id, new Change(Change.Kind.ENDED, clock.millis(), null, result));
    }

    /** Adds a comment, also to an approval that ended long ago. */
    public void comment(String id, String userid, String text) {
        archive.change(id, new Change(Change.Kind.COMMENTED, clock.millis(), userid, text));
    }

    /** Deletes an approval: it leaves the lists, and its detail answers that it does not exist. */
    public void delete(String id) {
        archive.delete(id);
    }

    /** Starts an approval now; returns its id. */
    public String start(String processCode, String userid) {
        Person originator =
                directory.member(userid).orElseThrow(() -> new IllegalArgumentException("no member " + userid));
        int template = templateNumber(processCode);
        if (template < 0) {
            throw new IllegalArgumentException("no template " + processCode);
        }
        return archive.start(template, originator, clock.millis());
    }

    /** Gives a member another name; approvals keep the old one in their titles. */
    public void rename(String userid, String name) {
        directory.rename(userid, name);
    }

    /** Takes a member out of the directory; approvals keep her userid. */
    public void leave(String userid) {
        directory.leave(userid);
    }

    /** Adds a member to the given departments, or to the root if none is given. */
    public synchronized Person join(String name, Long... departmentIds) {
        int number = ++joined;
        List<Long> ids = departmentIds.length == 0 ? List.of(Department.ROOT) : List.of(departmentIds);
        String userid = String.format(Locale.ROOT, "0099%04d", number);
        Person person = new Person(userid, "uNnew" + number, name, "", "", "", "", 0, "", ids, true);
        directory.join(person);
        return person;
    }

    /** Adds a member exactly as given, for example one who comes back. */
    public void join(Person person) {
        directory.join(person);
    }

    /** Replaces a member by another state of the same person. */
    public void change(Person person) {
        directory.replace(person);
    }

    /** Opens a department, or renames or moves the one with that id. */
    public void open(Department department) {
        directory.open(department);
    }

    /** Closes a department without members and departments below it. */
    public void close(long departmentId) {
        directory.close(departmentId);
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
