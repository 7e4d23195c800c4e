package io.bactrian.approval;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.util.List;

/**
 * One line of an approval's history: who did what, comments included ({@code type = ADD_REMARK}).
 *
 * <p>Records have no id of their own and exact doubles occur, so their place in the list is their key.
 *
 * @param position place in the platform's list, from 0
 * @param userName {@code null} where the id is not known, such as for automatic steps
 * @param attachments JSON array of files, or {@code null}
 * @param images JSON array of picture URLs, or {@code null}
 */
public record OperationRecord(
        int position,
        String userId,
        String userName,
        String type,
        String result,
        LocalDateTime time,
        String remark,
        String activityId,
        String showName,
        JsonNode attachments,
        JsonNode images,
        List<String> ccUserIds) {

    public OperationRecord {
        ccUserIds = List.copyOf(ccUserIds);
    }

    OperationRecord at(int newPosition) {
        return new OperationRecord(
                newPosition,
                userId,
                userName,
                type,
                result,
                time,
                remark,
                activityId,
                showName,
                attachments,
                images,
                ccUserIds);
    }

    OperationRecord withUserName(String name) {
        return new OperationRecord(
                position,
                userId,
                name,
                type,
                result,
                time,
                remark,
                activityId,
                showName,
                attachments,
                images,
                ccUserIds);
    }
}
