package io.bactrian.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Somebody in the made-up company; a test changes what the platform is to say of him. */
final class Person {
    final String id;
    String name;
    String mobile;
    String email;
    String title;
    String manager;
    String mainDepartment;
    List<String> departments = new ArrayList<>();
    List<String> leads = new ArrayList<>();

    Person(String id, String name, String... departments) {
        this.id = id;
        this.name = name;
        this.departments.addAll(Arrays.asList(departments));
    }

    /** What a list of {@code department} says, or with {@code null} what a look-up of the person says. */
    Member in(String department, Instant readAt) {
        List<MemberPlace> places = departments.stream()
                .map(id -> new MemberPlace(
                        id, null, department == null || id.equals(department) ? leads.contains(id) : null))
                .toList();
        boolean full = department == null;
        return new Member(
                id,
                name,
                null,
                mobile,
                null,
                false,
                null,
                email,
                null,
                null,
                null,
                title,
                null,
                null,
                null,
                null,
                null,
                full ? manager : null,
                places,
                full ? mainDepartment : null,
                true,
                null,
                false,
                false,
                null,
                false,
                null,
                null,
                raw(),
                readAt);
    }

    private JsonNode raw() {
        return JsonNodeFactory.instance.objectNode().put("userid", id).put("mobile", mobile == null ? "" : mobile);
    }
}
