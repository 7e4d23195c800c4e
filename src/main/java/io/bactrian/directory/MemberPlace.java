package io.bactrian.directory;

/**
 * A department that a person is in, with what the platform says about the person there.
 *
 * @param order the person's place in the department's list; {@code null} where this reading does not tell
 * @param leader whether the person leads it; {@code null} where this reading does not tell
 */
public record MemberPlace(String departmentId, Long order, Boolean leader) {}
