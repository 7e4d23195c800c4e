package io.bactrian.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.directory.Department;
import io.bactrian.directory.DirectoryPage.Problem;
import io.bactrian.directory.Member;
import io.bactrian.directory.MemberPlace;
import io.bactrian.directory.MemberProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * WeCom's departments and people as neutral records. An app of today is not shown every field, so nothing that is left
 * out takes anything away, and a gender of 0 says nothing. Stateless.
 */
final class WeComDirectoryMapper {
    static final String DEPARTMENT = "department";
    static final String MEMBER = "member";

    private static final String NO_PARENT = "0";
    private static final int LEFT = 5;

    private WeComDirectoryMapper() {}

    /** A department; an {@link IllegalArgumentException} says what cannot be understood. Its place is not told. */
    static Department department(JsonNode item, Instant readAt) {
        WeComFields fields = new WeComFields(item);
        Long id = fields.number("id");
        if (id == null) {
            throw new IllegalArgumentException("id is missing");
        }
        String parent = fields.text("parentid");
        return new Department(
                id.toString(),
                NO_PARENT.equals(parent) ? null : parent,
                fields.text("name"),
                null,
                null,
                fields.told("name_en"),
                fields.users("department_leader"),
                item,
                readAt);
    }

    /** The number that says how far in front of its siblings a department stands. */
    static long order(JsonNode item) {
        Long order = new WeComFields(item).number("order");
        return order == null ? 0 : order;
    }

    /** The people of a list; whoever has left may still be in it, and is not there. */
    static List<Member> members(JsonNode list, String departmentId, Instant readAt, List<Problem> problems) {
        List<Member> members = new ArrayList<>();
        for (JsonNode item : list) {
            String id = WeComIds.user(item.path("userid").asText(""));
            if (id == null) {
                problems.add(new Problem(
                        MEMBER, null, "WeCom sent a person without userid in department " + departmentId, true));
                continue;
            }
            try {
                if (!hasLeft(item)) {
                    members.add(member(item, readAt));
                }
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(MEMBER, id, "The record cannot be understood: " + e.getMessage(), false));
            }
        }
        return members;
    }

    static boolean hasLeft(JsonNode item) {
        Long status = new WeComFields(item).number("status");
        return status != null && status == LEFT;
    }

    /** A person; an {@link IllegalArgumentException} says what cannot be understood. */
    static Member member(JsonNode item, Instant readAt) {
        WeComFields fields = new WeComFields(item);
        String userId = WeComIds.user(fields.text("userid"));
        if (userId == null) {
            throw new IllegalArgumentException("userid is missing");
        }
        List<String> leaders = fields.users("direct_leader");
        Long status = fields.number("status");
        return new Member(
                userId,
                fields.text("name"),
                fields.text("open_userid"),
                fields.text("mobile"),
                null,
                null,
                fields.told("telephone"),
                fields.text("email"),
                fields.text("biz_mail"),
                null,
                null,
                fields.told("position"),
                null,
                null,
                fields.text("avatar"),
                fields.json("extattr"),
                null,
                leaders == null ? null : leaders.isEmpty() ? "" : leaders.get(0),
                places(fields),
                fields.text("main_department"),
                status == null ? null : (Boolean) (status == 1),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new MemberProfile(
                        fields.told("alias"),
                        fields.told("english_name"),
                        gender(fields.text("gender")),
                        fields.text("address"),
                        fields.text("qr_code"),
                        fields.text("thumb_avatar"),
                        accountState(status)),
                true,
                withoutHidden(item),
                readAt);
    }

    /** Somebody of whom only the id and the departments are known. */
    static Member idOnly(String userId, List<MemberPlace> places, Instant readAt) {
        return new Member(
                userId,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                places,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                MemberProfile.NONE,
                true,
                null,
                readAt);
    }

    /** The same person in all of {@code places}: the list of ids also knows departments that the app does not see. */
    static Member in(List<MemberPlace> places, Member member) {
        return new Member(
                member.userId(),
                member.name(),
                member.unionId(),
                member.mobile(),
                null,
                null,
                member.telephone(),
                member.email(),
                member.orgEmail(),
                null,
                null,
                member.title(),
                null,
                null,
                member.avatar(),
                member.extension(),
                null,
                member.managerUserId(),
                places,
                member.mainDepartmentId(),
                member.active(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                member.profile(),
                member.terse(),
                member.raw(),
                member.readAt());
    }

    /** {@code order} and {@code is_leader_in_dept} run beside {@code department}, where they are there at all. */
    private static List<MemberPlace> places(WeComFields fields) {
        List<Long> departments = fields.numbers("department");
        List<Long> orders = fields.numbers("order");
        List<Long> leads = fields.numbers("is_leader_in_dept");
        List<MemberPlace> places = new ArrayList<>();
        for (int i = 0; i < departments.size(); i++) {
            if (departments.get(i) != null) {
                Long lead = leads.size() == departments.size() ? leads.get(i) : null;
                places.add(new MemberPlace(
                        departments.get(i).toString(),
                        orders.size() == departments.size() ? orders.get(i) : null,
                        lead == null ? null : (Boolean) (lead == 1)));
            }
        }
        return places.isEmpty() ? null : places;
    }

    private static String gender(String code) {
        return "1".equals(code) ? "male" : "2".equals(code) ? "female" : null;
    }

    private static String accountState(Long status) {
        if (status == null) {
            return null;
        }
        return switch (status.intValue()) {
            case 1 -> "active";
            case 2 -> "disabled";
            case 4 -> "inactive";
            default -> null;
        };
    }

    private static JsonNode withoutHidden(JsonNode item) {
        return "0".equals(item.path("gender").asText()) && item instanceof ObjectNode object
                ? object.deepCopy().without(List.of("gender"))
                : item;
    }
}
