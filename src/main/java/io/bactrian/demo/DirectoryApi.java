package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** The directory calls of the old generation: "DingTalk API, contacts": departments and members. */
final class DirectoryApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long FURTHEST_CURSOR = 100_000;

    private final Directory directory;
    private final Faults faults;
    private final MemberWriter writer;

    DirectoryApi(Company company, Faults faults) {
        this.directory = company.directory();
        this.faults = faults;
        this.writer = new MemberWriter(faults);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.free("POST /topapi/v2/department/listsub", this::listSub),
                Endpoint.free("POST /topapi/v2/department/get", this::department),
                Endpoint.free("POST /topapi/v2/user/get", this::user),
                Endpoint.free("POST /topapi/v2/user/list", call -> page(call, writer::listed)),
                Endpoint.free("POST /topapi/user/listsimple", call -> page(call, writer::simple)),
                Endpoint.free("POST /topapi/user/listid", this::listId),
                Endpoint.free("POST /topapi/user/count", this::count));
    }

    private Reply listSub(Call call) {
        Department parent = existing(call, call.body(), Department.ROOT);
        ArrayNode list = JSON.arrayNode();
        for (Department child : directory.children(parent.id())) {
            list.addObject()
                    .put("dept_id", child.id())
                    .put("name", child.name())
                    .put("parent_id", child.parentId())
                    .put("create_dept_group", true)
                    .put("auto_add_user", true);
        }
        return Reply.old(list);
    }

    private Reply department(Call call) {
        Department department = existing(call, call.body(), null);
        ObjectNode result = JSON.objectNode()
                .put("dept_id", department.id())
                .put("name", department.name())
                .put("order", department.id() % 1000)
                .put("create_dept_group", true)
                .put("auto_add_user", true)
                .put("hide_dept", false)
                .put("outer_dept", false)
                .put("group_contain_sub_dept", false)
                .put("auto_approve_apply", false)
                .put("from_union_org", false)
                .put("org_dept_owner", "")
                .put("brief", "")
                .put("member_count", directory.memberIds(department.id()).size());
        if (department.id() != Department.ROOT) {
            result.put("parent_id", department.parentId());
        }
        result.putArray("dept_manager_userid_list");
        result.putArray("dept_permits");
        result.putArray("user_permits");
        result.putArray("outer_permit_depts");
        result.putArray("outer_permit_users");
        return Reply.old(result);
    }

    private Reply user(Call call) {
        String userid = call.body().path("userid").asText();
        if (userid.isEmpty()) {
            throw Rejected.oldParameter(40035, "不合法的参数: userid");
        }
        return directory
                .member(userid)
                .map(person -> Reply.old(writer.full(person)))
                .orElseThrow(() -> notFound(60121, "找不到该用户"));
    }

    private Reply page(Call call, Function<Person, ObjectNode> shape) {
        ObjectNode body = call.body();
        Department department = existing(call, body, null);
        long cursor = call.number(body, "cursor");
        long size = call.number(body, "size");
        if (cursor < 0 || cursor > FURTHEST_CURSOR || size < 1 || size > 100) {
            throw Rejected.oldParameter(40035, "不合法的参数: cursor, size");
        }
        List<Person> people = directory.page(department.id(), cursor, (int) size + 1);
        boolean more = people.size() > size;
        ObjectNode result = JSON.objectNode().put("has_more", more);
        if (more) {
            result.put("next_cursor", cursor + size);
        }
        ArrayNode list = result.putArray("list");
        people.stream().limit(size).map(shape).forEach(list::add);
        return Reply.old(result);
    }

    private Reply listId(Call call) {
        Department department = existing(call, call.body(), null);
        ObjectNode result = JSON.objectNode();
        ArrayNode list = result.putArray("userid_list");
        directory.memberIds(department.id()).forEach(list::add);
        return Reply.old(result);
    }

    private Reply count(Call call) {
        String onlyActive = call.body().path("only_active").asText();
        if (!onlyActive.equals("true") && !onlyActive.equals("false")) {
            throw Rejected.oldParameter(40035, "不合法的参数: only_active");
        }
        return Reply.old(JSON.objectNode().put("count", directory.count(onlyActive.equals("true"))));
    }

    private Department existing(Call call, ObjectNode body, Long ifAbsent) {
        long id = call.number(body, "dept_id", ifAbsent);
        faults.department(id, call.path()).ifPresent(errcode -> {
            throw new Rejected(Reply.oldError(errcode, "部门不在授权范围内", Meter.Refused.FAULT));
        });
        return directory.department(id).orElseThrow(() -> notFound(60003, "部门不存在"));
    }

    private static Rejected notFound(int errcode, String message) {
        return new Rejected(Reply.oldError(errcode, message, Meter.Refused.NOT_FOUND));
    }
}
