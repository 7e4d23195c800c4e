package io.bactrian.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person's row says, by column: what is told now over what is known.
 *
 * <p>A field that an app may lose the permission for, or that a list leaves out, is never erased by a blank; a field
 * that every reading sends is.
 */
final class MemberContent {
    private static final List<String> FLAGS =
            List.of("hide_mobile", "active", "real_authed", "admin", "boss", "senior", "exclusive_account");
    private static final List<String> TEXTS = List.of(
            "name",
            "unionid",
            "mobile",
            "state_code",
            "telephone",
            "email",
            "org_email",
            "org_email_type",
            "job_number",
            "title",
            "work_place",
            "remark",
            "avatar",
            "manager_userid",
            "platform_main_dept_id",
            "exclusive_account_type",
            "login_id");
    /** Not in the content, and so not in its fingerprint, where nothing is known: most platforms tell none of them. */
    static final List<String> PROFILE =
            List.of("alias", "english_name", "gender", "address", "qr_code", "thumb_avatar", "account_state");

    private static final List<String> JSON = List.of("extension", "dept_ids", "raw");
    private static final int UNBOUNDED = 1_000_000;

    private final Map<String, Object> known;
    private final Map<String, Object> content = new LinkedHashMap<>();

    private MemberContent(Map<String, Object> known) {
        this.known = known;
    }

    /** The content of a row that was read with every column of {@code member-lock.sql}. */
    static Map<String, Object> read(ResultSet row) throws SQLException {
        Map<String, Object> content = new HashMap<>();
        for (String column : FLAGS) {
            content.put(column, Columns.flag(row, column));
        }
        for (String column : TEXTS) {
            content.put(column, row.getString(column));
        }
        for (String column : PROFILE) {
            String value = row.getString(column);
            if (value != null) {
                content.put(column, value);
            }
        }
        for (String column : JSON) {
            content.put(column, Columns.json(row.getString(column)));
        }
        content.put("hired_date", row.getObject("hired_date", LocalDateTime.class));
        return content;
    }

    /** What {@code member} tells over what was {@code known}, an empty map for somebody new. */
    static Map<String, Object> merge(Member member, Map<String, Object> known) {
        return new MemberContent(known).tell(member).content;
    }

    private MemberContent tell(Member member) {
        keep("name", member.name(), 255);
        keep("unionid", member.unionId(), 128);
        keep("mobile", member.mobile(), 64);
        keep("state_code", member.stateCode(), 16);
        keep("hide_mobile", member.hideMobile());
        say("telephone", member.telephone(), 128);
        keep("email", member.email(), 255);
        keep("org_email", member.orgEmail(), 255);
        keep("org_email_type", member.orgEmailType(), 64);
        tell("job_number", member.jobNumber(), 128, member.terse());
        tell("title", member.title(), 255, member.terse());
        keep("work_place", member.workPlace(), 512);
        keep("remark", member.remark(), UNBOUNDED);
        tell("avatar", member.avatar(), 1024, member.terse());
        keep("extension", member.extension());
        content.put(
                "hired_date",
                member.terse() && member.hiredDate() == null ? known.get("hired_date") : member.hiredDate());
        say("manager_userid", member.managerUserId(), 128);
        keep("dept_ids", departmentIds(member));
        keep("platform_main_dept_id", member.mainDepartmentId(), 128);
        keep("active", member.active());
        keep("real_authed", member.realAuthed());
        keep("admin", member.admin());
        keep("boss", member.boss());
        keep("senior", member.senior());
        keep("exclusive_account", member.exclusiveAccount());
        keep("exclusive_account_type", member.exclusiveAccountType(), 64);
        keep("login_id", member.loginId(), 255);
        content.put("raw", Columns.merge((JsonNode) known.get("raw"), member.raw()));
        tell(member.profile());
        return this;
    }

    private void tell(MemberProfile profile) {
        say("alias", profile.alias(), 255);
        say("english_name", profile.englishName(), 255);
        keep("gender", profile.gender(), 8);
        keep("address", profile.address(), 512);
        keep("qr_code", profile.qrCode(), 1024);
        keep("thumb_avatar", profile.thumbAvatar(), 1024);
        keep("account_state", profile.accountState(), 16);
        PROFILE.forEach(column -> content.remove(column, null));
    }

    /** What every full reading sends, so that a blank is said on purpose; a terse one may only leave it out. */
    private void tell(String column, String told, int width, boolean terse) {
        content.put(column, terse && told == null ? known.get(column) : Columns.text(told, width));
    }

    private void keep(String column, String told, int width) {
        keep(column, Columns.text(told, width));
    }

    /** What no platform hides by a blank: an empty text says that there is none. */
    private void say(String column, String told, int width) {
        content.put(column, told == null ? known.get(column) : Columns.text(told, width));
    }

    private void keep(String column, Object told) {
        content.put(column, told == null ? known.get(column) : told);
    }

    private static ArrayNode departmentIds(Member member) {
        if (member.places() == null) {
            return null;
        }
        ArrayNode ids = Columns.JSON.createArrayNode();
        member.places().stream().map(MemberPlace::departmentId).distinct().forEach(ids::add);
        return ids;
    }
}
