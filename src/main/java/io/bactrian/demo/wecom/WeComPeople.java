package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.demo.Company;
import io.bactrian.demo.Department;
import io.bactrian.demo.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The company as WeCom tells it: what an app sees, and its people and departments as JSON. */
final class WeComPeople {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long HIGHEST_ORDER = 100_000_000;
    private static final long ORDER_STEP = 1000;

    private final Company company;
    private final WeComFaults faults;

    WeComPeople(Company company, WeComFaults faults) {
        this.company = company;
        this.faults = faults;
    }

    /** Two people of the company have ids that differ only in case, which WeCom does not allow. */
    static String userId(String id) {
        return id.equals("lina0X") ? "LiNa0x.2" : id;
    }

    /** The departments that a caller sees. */
    List<Department> departments(Caller caller) {
        List<Department> all = company.departments();
        Set<Long> range = faults.range();
        if (caller == Caller.CONTACTS || range.isEmpty()) {
            return all;
        }
        Map<Long, Department> byId = all.stream().collect(Collectors.toMap(Department::id, Function.identity()));
        return all.stream()
                .filter(department -> isInside(department, byId, range))
                .toList();
    }

    private static boolean isInside(Department department, Map<Long, Department> byId, Set<Long> range) {
        Department at = department;
        while (at != null && !range.contains(at.id())) {
            at = byId.get(at.parentId());
        }
        return at != null;
    }

    /** A department that the app sees, and what is below it; nothing when there is none of that id. */
    Set<Long> below(String departmentId) {
        List<Department> seen = departments(Caller.APP);
        Map<Long, Department> byId = seen.stream().collect(Collectors.toMap(Department::id, Function.identity()));
        return departmentId.matches("\\d{1,18}")
                ? seen.stream()
                        .filter(department -> isInside(department, byId, Set.of(Long.valueOf(departmentId))))
                        .map(Department::id)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    boolean exists(long departmentId) {
        return company.departments().stream().anyMatch(department -> department.id() == departmentId);
    }

    /** Everybody. */
    List<Person> all() {
        return company.members();
    }

    /** Those whom the app sees. */
    List<Person> visible() {
        Set<Long> seen = seen();
        return company.members().stream()
                .filter(person -> person.departments().stream().anyMatch(seen::contains))
                .toList();
    }

    private Set<Long> seen() {
        return departments(Caller.APP).stream().map(Department::id).collect(Collectors.toSet());
    }

    /** Somebody whom the app sees; WeCom compares ids without case. */
    Optional<Person> visible(String userId) {
        return visible().stream()
                .filter(person -> userId(person.userid()).equalsIgnoreCase(userId))
                .findFirst();
    }

    ObjectNode ids(Department department) {
        return JSON.objectNode()
                .put("id", department.id())
                .put("parentid", department.parentId())
                .put("order", order(department.id()));
    }

    ObjectNode detail(Department department) {
        ObjectNode detail = JSON.objectNode()
                .put("id", department.id())
                .put("name", department.name())
                .put("name_en", "");
        ArrayNode leaders = detail.putArray("department_leader");
        visible().stream()
                .filter(person -> person.departments().contains(department.id()) && leads(person))
                .forEach(person -> leaders.add(userId(person.userid())));
        return detail.setAll(ids(department));
    }

    private static long order(long departmentId) {
        return HIGHEST_ORDER - departmentId % 10_000 * ORDER_STEP;
    }

    private static boolean leads(Person person) {
        return person.title().equals("主管");
    }

    ObjectNode simple(Person person) {
        ObjectNode simple =
                JSON.objectNode().put("userid", userId(person.userid())).put("name", person.name());
        Set<Long> seen = seen();
        ArrayNode departments = simple.putArray("department");
        person.departments().stream().filter(seen::contains).forEach(departments::add);
        if (faults.forgetsUserIds()) {
            simple.remove("userid");
        }
        return simple;
    }

    ObjectNode detail(Person person) {
        ObjectNode detail = simple(person);
        ArrayNode orders = detail.putArray("order");
        ArrayNode leads = detail.putArray("is_leader_in_dept");
        detail.path("department").forEach(department -> {
            orders.add(department.asLong() % 100);
            leads.add(leads(person) ? 1 : 0);
        });
        detail.put("position", person.title())
                .put("telephone", "")
                .put("alias", person.userid().toLowerCase(Locale.ROOT))
                .put("thumb_avatar", "https://img.example.com/" + person.userid() + "/100")
                .put("english_name", "")
                .put("status", person.active() ? 1 : 4)
                .put("main_department", detail.path("department").path(0).asLong(Department.ROOT))
                .put("open_userid", "");
        ArrayNode leaders = detail.putArray("direct_leader");
        if (!person.userid().startsWith("manager")) {
            leaders.add("manager4220");
        }
        ArrayNode attributes = detail.putObject("extattr").putArray("attrs");
        if (!person.jobNumber().isEmpty()) {
            attributes
                    .addObject()
                    .put("type", 0)
                    .put("name", "工号")
                    .putObject("text")
                    .put("value", person.jobNumber());
        }
        return faults.hidesFields() ? detail.put("gender", "0") : withPrivateFields(person, detail);
    }

    private static ObjectNode withPrivateFields(Person person, ObjectNode detail) {
        return detail.put("mobile", person.mobile())
                .put("gender", person.name().length() % 2 == 0 ? "1" : "2")
                .put("email", person.email())
                .put("biz_mail", person.userid().toLowerCase(Locale.ROOT) + "@corp.example.com")
                .put("avatar", "https://img.example.com/" + person.userid() + "/0")
                .put("address", "示例路" + person.jobNumber() + "号")
                .put("qr_code", "https://img.example.com/qr/" + person.userid());
    }
}
