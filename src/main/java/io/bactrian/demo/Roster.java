package io.bactrian.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everybody and every department the company began with, leavers included. Immutable. */
final class Roster {
    private final CompanySize size;
    private final List<Department> departments = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();

    Roster(CompanySize size) {
        this.size = size;
        for (int i = 0; i < size.departments(); i++) {
            departments.add(department(i));
        }
        int leavers = Math.max(3, size.people() / 20);
        for (int i = 0; i < size.people() + leavers; i++) {
            people.add(person(i));
        }
    }

    List<Department> departments() {
        return departments;
    }

    /** Those whom the directory shows at first. */
    List<Person> members() {
        return people.subList(0, size.people());
    }

    /** Those who only appear in old approvals. */
    List<Person> leavers() {
        return people.subList(size.people(), people.size());
    }

    Person member(Dice dice) {
        return people.get(dice.below(size.people()));
    }

    /** Somebody who was there when the approval was started: leavers are found in the older half. */
    Person colleague(Dice dice, boolean old) {
        return old && dice.oneIn(8) ? dice.pick(leavers()) : member(dice);
    }

    String departmentName(long id) {
        if (id == Department.ROOT) {
            return Names.COMPANY;
        }
        return departments.stream()
                .filter(department -> department.id() == id)
                .map(Department::name)
                .findFirst()
                .orElse("");
    }

    private Department department(int index) {
        Dice dice = Dice.of(size.seed(), "department", index);
        long parent = index < 5 ? Department.ROOT : departmentId((index - 5) / 6);
        return new Department(departmentId(index), parent, Names.department(dice, index));
    }

    private static long departmentId(int index) {
        return 61_230_001L + 7L * index;
    }

    private Person person(int index) {
        Dice dice = Dice.of(size.seed(), "person", index);
        String name = Names.person(dice, index);
        boolean bare = dice.oneIn(9);
        long hired = size.from().minus(Duration.ofDays(dice.between(30, 4000))).toEpochMilli();
        long midnight = hired
                - Math.floorMod(
                        hired + Duration.ofHours(8).toMillis(),
                        Duration.ofDays(1).toMillis());
        return new Person(
                userid(index),
                "uN" + Long.toString(Math.abs(dice.number() >> 8), 36) + "iE" + index,
                name,
                bare ? "" : "139" + String.format(Locale.ROOT, "%08d", index),
                bare ? "" : "E" + (100 + index),
                dice.oneIn(4) ? "" : dice.pick(List.of("Clerk", "主管", "工程师", "Buyer", "经理 ", "专员")),
                dice.oneIn(3) ? "" : "p" + index + "@example.com",
                bare ? 0 : midnight,
                dice.oneIn(5) ? "{\"grade\":\"P" + dice.between(4, 9) + "\",\"备注\":\"\\\"引号\\\"\"}" : "",
                memberships(dice, index),
                !dice.oneIn(15));
    }

    private List<Long> memberships(Dice dice, int index) {
        if (index == 0 || index % 13 == 6) {
            return List.of(Department.ROOT);
        }
        int wanted = index % 11 == 3 ? 3 : dice.oneIn(7) ? 2 : 1;
        List<Long> ids = new ArrayList<>();
        int first = dice.below(size.departments());
        for (int n = 0; n < Math.min(wanted, size.departments()); n++) {
            ids.add(departmentId((first + n * 3) % size.departments()));
        }
        if (wanted == 3) {
            ids.set(ids.size() - 1, Department.ROOT);
        }
        return List.copyOf(ids.stream().distinct().toList());
    }

    /** The first ones are traps: equal as numbers, and equal but for case. */
    private static String userid(int index) {
        return switch (index) {
            case 0 -> "manager4220";
            case 1 -> "0412345";
            case 2 -> "412345";
            case 3 -> "LiNa0x";
            case 4 -> "lina0X";
            default ->
                switch (index % 3) {
                    case 0 -> String.format(Locale.ROOT, "%08d", 50_000 + index * 13);
                    case 1 -> "16" + String.format(Locale.ROOT, "%016d", 2_881_123_000_000L + index * 977L);
                    default -> "u" + Integer.toString(46_656 + index * 31, 36);
                };
        };
    }
}
