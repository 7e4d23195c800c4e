package io.bactrian.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * How large a made-up company is, and when its approvals were started.
 *
 * @param people members of the directory, at least 12; leavers come on top (one for twenty members, at least three)
 * @param departments departments below the root department, at least 2
 * @param templates approval templates, at least 1
 * @param approvals approvals, spread evenly over {@code from} to {@code to}
 * @param seed the same seed and sizes give the same company, to the letter
 * @param from creation time of the first approval
 * @param to end of the story: nothing generated is finished later
 */
public record CompanySize(
        int people, int departments, int templates, int approvals, long seed, Instant from, Instant to) {
    /** Refuses sizes in which the company could not hold what it promises. */
    public CompanySize {
        if (people < 12 || departments < 2 || templates < 1 || approvals < 0) {
            throw new IllegalArgumentException("at least 12 people, 2 departments and 1 template");
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to");
        }
    }

    /** 40 people, 10 departments, 4 templates, 120 approvals. */
    public static CompanySize small(Instant from, Instant to) {
        return new CompanySize(40, 10, 4, 120, 4711, from, to);
    }

    /** The small company with the approvals of the 60 days before {@code to}. */
    public static CompanySize small(Instant to) {
        return small(to.minus(Duration.ofDays(60)), to);
    }

    /** The same with another head-count. */
    public CompanySize withPeople(int number) {
        return new CompanySize(number, departments, templates, approvals, seed, from, to);
    }

    /** The same with another number of departments. */
    public CompanySize withDepartments(int number) {
        return new CompanySize(people, number, templates, approvals, seed, from, to);
    }

    /** The same with another number of templates. */
    public CompanySize withTemplates(int number) {
        return new CompanySize(people, departments, number, approvals, seed, from, to);
    }

    /** The same with another number of approvals. */
    public CompanySize withApprovals(int number) {
        return new CompanySize(people, departments, templates, number, seed, from, to);
    }

    /** The same sizes with other names, values and fates. */
    public CompanySize withSeed(long other) {
        return new CompanySize(people, departments, templates, approvals, other, from, to);
    }
}
