package io.bactrian.message;

import java.util.List;

/**
 * Whom a message is for. Nobody is not everybody: {@code everyone} has to be said.
 *
 * @param users people by the platform's ids
 * @param departments departments by the platform's ids, each with all that are below it
 * @param tags tags by the platform's ids
 * @param members people by their {@code userid} in the table {@code member}: who left, or is not there, is not sent to
 * @param everyone everybody whom the app may see; then nobody else is named
 */
public record Receivers(
        List<String> users, List<String> departments, List<String> tags, List<String> members, boolean everyone) {
    public static final Receivers NOBODY = new Receivers(List.of(), List.of(), List.of(), List.of(), false);
    public static final Receivers EVERYONE = new Receivers(List.of(), List.of(), List.of(), List.of(), true);

    public Receivers {
        users = clean(users);
        departments = clean(departments);
        tags = clean(tags);
        members = clean(members);
    }

    private static List<String> clean(List<String> ids) {
        return ids.stream()
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    /** People by the platform's ids. */
    public static Receivers ofUsers(List<String> users) {
        return new Receivers(users, List.of(), List.of(), List.of(), false);
    }

    /** People of the table {@code member}. */
    public static Receivers ofMembers(List<String> members) {
        return new Receivers(List.of(), List.of(), List.of(), members, false);
    }

    /** Whether nobody is named. */
    public boolean isEmpty() {
        return !everyone && size() == 0;
    }

    /** How many are named. */
    public int size() {
        return users.size() + departments.size() + tags.size() + members.size();
    }
}
