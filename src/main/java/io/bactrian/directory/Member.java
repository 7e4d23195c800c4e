package io.bactrian.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A person as the platform tells it. A field of which the platform said nothing is {@code null}. An empty text
 * says that there is none, where no platform hides the field by a blank: telephone, manager, alias, English name.
 *
 * @param places every department the person is in, in the platform's order; {@code null} where the platform did not say
 * @param mainDepartmentId the one that the platform itself marks as main, or {@code null}
 * @param extension the company's own fields as JSON
 * @param hiredDate wall-clock time of the configured zone
 * @param active whether the person has activated the account
 * @param profile what only some platforms tell
 * @param terse whether a field that is {@code null} may only have been left out
 * @param raw everything that the platform said about the person, without what it says about one of the departments
 * @param readAt when the read was started, by our own clock
 */
public record Member(
        String userId,
        String name,
        String unionId,
        String mobile,
        String stateCode,
        Boolean hideMobile,
        String telephone,
        String email,
        String orgEmail,
        String orgEmailType,
        String jobNumber,
        String title,
        String workPlace,
        String remark,
        String avatar,
        JsonNode extension,
        LocalDateTime hiredDate,
        String managerUserId,
        List<MemberPlace> places,
        String mainDepartmentId,
        Boolean active,
        Boolean realAuthed,
        Boolean admin,
        Boolean boss,
        Boolean senior,
        Boolean exclusiveAccount,
        String exclusiveAccountType,
        String loginId,
        MemberProfile profile,
        boolean terse,
        JsonNode raw,
        Instant readAt) {
    public Member {
        places = places == null ? null : List.copyOf(places);
    }

    /** A person without what only some platforms tell. */
    public Member(
            String userId,
            String name,
            String unionId,
            String mobile,
            String stateCode,
            Boolean hideMobile,
            String telephone,
            String email,
            String orgEmail,
            String orgEmailType,
            String jobNumber,
            String title,
            String workPlace,
            String remark,
            String avatar,
            JsonNode extension,
            LocalDateTime hiredDate,
            String managerUserId,
            List<MemberPlace> places,
            String mainDepartmentId,
            Boolean active,
            Boolean realAuthed,
            Boolean admin,
            Boolean boss,
            Boolean senior,
            Boolean exclusiveAccount,
            String exclusiveAccountType,
            String loginId,
            JsonNode raw,
            Instant readAt) {
        this(
                userId,
                name,
                unionId,
                mobile,
                stateCode,
                hideMobile,
                telephone,
                email,
                orgEmail,
                orgEmailType,
                jobNumber,
                title,
                workPlace,
                remark,
                avatar,
                extension,
                hiredDate,
                managerUserId,
                places,
                mainDepartmentId,
                active,
                realAuthed,
                admin,
                boss,
                senior,
                exclusiveAccount,
                exclusiveAccountType,
                loginId,
                MemberProfile.NONE,
                false,
                raw,
                readAt);
    }
}
