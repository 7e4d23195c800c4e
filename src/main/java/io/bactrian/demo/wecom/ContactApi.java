package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.demo.Department;
import io.bactrian.demo.Person;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** WeCom's calls about departments and people. */
final class ContactApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_ROWS = 10_000;
    private static final Pattern USER_ID = Pattern.compile("[0-9A-Za-z][-0-9A-Za-z_.@]{0,63}");
    private static final Pattern CURSOR = Pattern.compile("at-(\\d{1,9})");

    private final WeComPeople people;
    private final WeComFaults faults;

    ContactApi(WeComPeople people, WeComFaults faults) {
        this.people = people;
        this.faults = faults;
    }

    List<Interface> interfaces() {
        return List.of(
                Interface.ofDetails("GET /cgi-bin/department/list", this::departments, "department"),
                Interface.ofBoth("GET /cgi-bin/department/simplelist", this::departmentIds, "department_id"),
                Interface.ofDetails("GET /cgi-bin/department/get", this::department),
                Interface.ofDetails("GET /cgi-bin/user/list", call -> members(call, people::detail), "userlist"),
                Interface.ofDetails("GET /cgi-bin/user/simplelist", call -> members(call, people::simple), "userlist"),
                Interface.ofDetails(
                        "GET /cgi-bin/user/get",
                        this::user,
                        "department",
                        "order",
                        "is_leader_in_dept",
                        "direct_leader"),
                Interface.ofContacts("POST /cgi-bin/user/list_id", this::ids, "dept_user"));
    }

    private ObjectNode departments(WeComCall call) {
        ObjectNode answer = JSON.objectNode();
        ArrayNode list = answer.putArray("department");
        asked(call, "id").forEach(department -> list.add(people.detail(department)));
        return answer;
    }

    private ObjectNode departmentIds(WeComCall call) {
        ObjectNode answer = JSON.objectNode();
        ArrayNode list = answer.putArray("department_id");
        asked(call, "id").forEach(department -> list.add(people.ids(department)));
        return answer;
    }

    /** What the caller sees of the tree below the department that is asked for; of the whole tree without one. */
    private List<Department> asked(WeComCall call, String parameter) {
        List<Department> seen = people.departments(call.caller());
        Long id = call.number(parameter);
        if (id == null) {
            return seen;
        }
        existing(call, id);
        Set<Long> below = seen.stream().map(Department::id).filter(id::equals).collect(Collectors.toSet());
        boolean grows = true;
        while (grows) {
            grows = below.addAll(seen.stream()
                    .filter(department -> below.contains(department.parentId()))
                    .map(Department::id)
                    .toList());
        }
        return seen.stream()
                .filter(department -> below.contains(department.id()))
                .toList();
    }

    private Department existing(WeComCall call, Long id) {
        if (id == null) {
            throw WeComError.parameter(40058, "invalid Request Parameter");
        }
        if (!people.exists(id)) {
            throw WeComError.notFound(60123, "invalid party id");
        }
        return people.departments(call.caller()).stream()
                .filter(department -> department.id() == id)
                .findFirst()
                .orElseThrow(() -> WeComError.permission(60011, "no privilege to access/modify contact/party/agent"));
    }

    private ObjectNode department(WeComCall call) {
        ObjectNode answer = JSON.objectNode();
        answer.set("department", people.detail(existing(call, call.number("id"))));
        return answer;
    }

    private ObjectNode members(WeComCall call, Function<Person, ObjectNode> shape) {
        Department department = existing(call, call.number("department_id"));
        ObjectNode answer = JSON.objectNode();
        ArrayNode list = answer.putArray("userlist");
        people.visible().stream()
                .filter(person -> person.departments().contains(department.id()))
                .map(shape)
                .forEach(list::add);
        return answer;
    }

    private ObjectNode user(WeComCall call) {
        String id = call.query("userid");
        if (!USER_ID.matcher(id).matches()) {
            throw WeComError.parameter(40003, "invalid userid");
        }
        return people.visible(id).map(people::detail).orElseThrow(() -> WeComError.notFound(60111, "userid not found"));
    }

    private record Row(String userId, long department) {}

    private ObjectNode ids(WeComCall call) {
        ObjectNode body = call.body();
        int limit = body.path("limit").asInt(MOST_ROWS);
        if (limit < 1 || limit > MOST_ROWS) {
            throw WeComError.parameter(40058, "invalid Request Parameter");
        }
        List<Row> rows = people.all().stream()
                .flatMap(person -> person.departments().stream()
                        .map(department -> new Row(WeComPeople.userId(person.userid()), department)))
                .toList();
        int from = Math.min(offset(body.path("cursor")), rows.size());
        int to = Math.min(from + Math.min(limit, faults.mostRows()), rows.size());
        ObjectNode answer = JSON.objectNode().put("next_cursor", to < rows.size() ? "at-" + to : "");
        ArrayNode list = answer.putArray("dept_user");
        rows.subList(from, to)
                .forEach(row -> list.addObject()
                        .put("userid", faults.spellsOtherwise() ? row.userId.toUpperCase(Locale.ROOT) : row.userId)
                        .put("department", row.department));
        return answer;
    }

    private int offset(JsonNode cursor) {
        String text = cursor.asText("");
        if (text.isEmpty()) {
            return 0;
        }
        var matcher = CURSOR.matcher(text);
        if (!matcher.matches() || faults.losesCursor()) {
            throw WeComError.parameter(50100, "invalid cursor");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
