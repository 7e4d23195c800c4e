package io.bactrian.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A person as the platform tells it. A field that the platform did not send, or sent blank, is {@code null}.
 *
 * @param departmentIds every department the person is in, in the platform's order
 * @param mainDepartmentId the one that the platform itself marks as main, or {@code null}
 * @param leaderOf the departments that the person leads, as far as the platform says
 * @param extension the company's own fields as JSON
 * @param raw everything that the platform said about the person
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
        List<String> departmentIds,
        String mainDepartmentId,
        List<String> leaderOf,
        Long departmentOrder,
        Boolean active,
        Boolean realAuthed,
        Boolean admin,
        Boolean boss,
        Boolean senior,
        Boolean leader,
        Boolean exclusiveAccount,
        String exclusiveAccountType,
        String loginId,
        JsonNode raw,
        Instant readAt) {
    public Member {
        departmentIds = List.copyOf(departmentIds);
        leaderOf = List.copyOf(leaderOf);
    }
}
