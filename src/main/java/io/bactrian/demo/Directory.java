package io.bactrian.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The departments and members of today. Thread-safe; answers are copies. */
final class Directory {
    private final Map<Long, Department> departments = new TreeMap<>();
    private final Map<Long, List<Long>> children = new LinkedHashMap<>();
    private final Map<String, Person> members = new LinkedHashMap<>();
    private final Map<String, Person> gone = new LinkedHashMap<>();
    private final Map<Long, List<String>> memberIds = new LinkedHashMap<>();

    Directory(Roster roster) {
        open(new Department(Department.ROOT, 0, Names.COMPANY));
        roster.departments().forEach(this::open);
        roster.members().forEach(this::join);
        roster.leavers().forEach(person -> gone.put(person.userid(), person));
    }

    synchronized Optional<Person> member(String userid) {
        return Optional.ofNullable(members.get(userid));
    }

    synchronized Optional<Person> person(String userid) {
        return Optional.ofNullable(members.getOrDefault(userid, gone.get(userid)));
    }

    synchronized List<Person> members() {
        return List.copyOf(members.values());
    }

    synchronized List<Person> gone() {
        return List.copyOf(gone.values());
    }

    synchronized long count(boolean onlyActive) {
        return onlyActive ? members.values().stream().filter(Person::active).count() : members.size();
    }

    synchronized Optional<Department> department(long id) {
        return Optional.ofNullable(departments.get(id));
    }

    synchronized List<Department> departments() {
        return List.copyOf(departments.values());
    }

    synchronized List<Department> children(long id) {
        return children.getOrDefault(id, List.of()).stream()
                .map(departments::get)
                .toList();
    }

    /** Direct members only, in a fixed order; shorter than {@code max} at the end. */
    synchronized List<Person> page(long departmentId, long offset, int max) {
        List<String> ids = memberIds.getOrDefault(departmentId, List.of());
        int from = (int) Math.min(offset, ids.size());
        return ids.subList(from, Math.min(from + max, ids.size())).stream()
                .map(members::get)
                .toList();
    }

    synchronized List<String> memberIds(long departmentId) {
        return List.copyOf(memberIds.getOrDefault(departmentId, List.of()));
    }

    synchronized void open(Department department) {
        Department before = departments.put(department.id(), department);
        if (before != null && before.id() != Department.ROOT) {
            children.get(before.parentId()).remove(before.id());
        }
        if (department.id() != Department.ROOT) {
            children.computeIfAbsent(department.parentId(), id -> new ArrayList<>())
                    .add(department.id());
        }
    }

    synchronized void close(long id) {
        if (!memberIds.getOrDefault(id, List.of()).isEmpty() || !children(id).isEmpty()) {
            throw new IllegalStateException("department " + id + " is not empty");
        }
        Department closed = departments.remove(id);
        children.get(closed.parentId()).remove(id);
    }

    synchronized void join(Person person) {
        if (members.putIfAbsent(person.userid(), person) != null) {
            throw new IllegalStateException(person.userid() + " is a member already");
        }
        gone.remove(person.userid());
        person.departments()
                .forEach(id ->
                        memberIds.computeIfAbsent(id, key -> new ArrayList<>()).add(person.userid()));
    }

    synchronized void replace(Person person) {
        leave(person.userid());
        join(person);
    }

    /** The same departments; the place in their lists stays. */
    synchronized void update(Person person) {
        members.put(person.userid(), person);
    }

    synchronized Person leave(String userid) {
        Person person = present(userid);
        members.remove(userid);
        person.departments().forEach(id -> memberIds.get(id).remove(userid));
        gone.put(userid, person);
        return person;
    }

    private Person present(String userid) {
        Person person = members.get(userid);
        if (person == null) {
            throw new IllegalArgumentException("no member " + userid);
        }
        return person;
    }
}
