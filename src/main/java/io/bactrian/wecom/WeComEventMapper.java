package io.bactrian.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.approval.ApprovalEvent;
import io.bactrian.approval.ApprovalEvent.Kind;
import io.bactrian.directory.DirectoryEvent;
import io.bactrian.event.EventHead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WeCom's events in the words of the neutral rooms ({@code sys_approval_change}, {@code change_contact}). They carry no
 * id: an event is known by what it says, and one that says the same to the letter is the same. Some tags are spelt as
 * nobody would guess: {@code StatuChangeEvent}, {@code Sptime}.
 */
public final class WeComEventMapper {
    private static final Logger LOG = LoggerFactory.getLogger(WeComEventMapper.class);
    private static final String CALLBACK = "callback";
    private static final String SUBMITTED = "1";
    private static final String REVOKED = "8";
    private static final String COMMENTED = "10";
    private static final int ID_DIGITS = 40;

    private final ZoneId zone;

    /** {@code zone} is that of every time in the database. */
    public WeComEventMapper(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * An {@link ApprovalEvent}, a {@link DirectoryEvent}, or nothing where the message is one that nobody needs or where
     * it does not say what it is about (a line in the log says so).
     *
     * @param message the decrypted message
     * @param event the same, parsed
     */
    public Optional<Object> map(String connection, String message, XmlElement event, long arrivedAt) {
        String type = event.text("Event");
        if (type == null) {
            return Optional.empty();
        }
        long created = seconds(event.text("CreateTime"));
        EventHead head =
                new EventHead(connection, id(message), type, CALLBACK, created == 0 ? null : created * 1000, arrivedAt);
        return switch (type) {
            case "sys_approval_change" -> approval(head, event.child("ApprovalInfo"), created);
            case "change_contact" -> contact(head, event);
            default -> Optional.empty();
        };
    }

    private static String id(String message) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(message.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Optional<Object> approval(EventHead head, XmlElement info, long created) {
        String number = info.text("SpNoStr");
        number = number == null ? info.text("SpNo") : number;
        if (number == null) {
            return malformed(head, "an approval");
        }
        String status = info.text("SpStatus");
        Kind kind = kind(status, info.text("StatuChangeEvent"));
        Flow flow = flow(info, ApprovalMapper.hasEnded(status));
        boolean isDecided = kind == Kind.FINISHED && flow.lastAct() != 0;
        return Optional.of(new ApprovalEvent(
                head,
                kind,
                number,
                info.text("TemplateId"),
                number,
                info.text("SpName"),
                WeComIds.user(info.child("Applyer").text("UserId")),
                kind == Kind.FINISHED ? ApprovalMapper.result(status) : null,
                instant(seconds(info.text("ApplyTime"))),
                isEnd(kind) ? instant(isDecided ? flow.lastAct() : created) : null,
                null,
                status == null ? null : new ApprovalEvent.State(status, flow.tasks())));
    }

    private static boolean isEnd(Kind kind) {
        return kind == Kind.FINISHED || kind == Kind.TERMINATED || kind == Kind.REVOKED;
    }

    private static Kind kind(String status, String change) {
        if (COMMENTED.equals(change)) {
            return Kind.COMMENTED;
        }
        if (REVOKED.equals(change)) {
            return Kind.REVOKED;
        }
        return switch (status == null ? "" : status) {
            case ApprovalStatus.RUNNING -> SUBMITTED.equals(change) ? Kind.STARTED : Kind.PROGRESSED;
            case ApprovalStatus.APPROVED, ApprovalStatus.REFUSED -> Kind.FINISHED;
            case ApprovalStatus.WITHDRAWN -> Kind.TERMINATED;
            case ApprovalStatus.REVOKED -> Kind.REVOKED;
            // paid, deleted, and what is new: the approval itself has to be asked
            default -> Kind.OTHER;
        };
    }

    private Flow flow(XmlElement info, boolean ended) {
        Flow flow = Flow.begin(seconds(info.text("ApplyTime")), ended, zone);
        for (XmlElement node : info.child("ProcessList").all("NodeList")) {
            List<Flow.Act> acts = new ArrayList<>();
            node.all("SubNodeList")
                    .forEach(sub -> add(
                            acts,
                            sub.child("UserInfo").text("UserId"),
                            sub.text("SpYj"),
                            sub.text("Sptime"),
                            sub.text("Speech")));
            flow.add(node.text("NodeType"), node.text("SpStatus"), node.text("ApvRel"), acts);
        }
        if (flow.isEmpty()) {
            for (XmlElement record : info.all("SpRecord")) {
                List<Flow.Act> acts = new ArrayList<>();
                record.all("Details")
                        .forEach(details -> add(
                                acts,
                                details.child("Approver").text("UserId"),
                                details.text("SpStatus"),
                                details.text("SpTime"),
                                details.text("Speech")));
                flow.addOld(record.text("SpStatus"), record.text("ApproverAttr"), acts);
            }
        }
        return flow;
    }

    private static void add(List<Flow.Act> acts, String userId, String status, String time, String speech) {
        String id = WeComIds.user(userId);
        if (id != null) {
            acts.add(new Flow.Act(id, status, seconds(time), speech, (JsonNode) null));
        }
    }

    /** Names are never told, so whoever is named is read. */
    private static Optional<Object> contact(EventHead head, XmlElement event) {
        String change = event.text("ChangeType");
        return switch (change == null ? "" : change) {
            case "create_user", "update_user" ->
                directory(
                        head,
                        DirectoryEvent.Kind.MEMBER_CHANGED,
                        WeComIds.user(event.text("UserID")),
                        WeComIds.user(event.text("NewUserID")));
            case "delete_user" -> directory(head, DirectoryEvent.Kind.MEMBER_LEFT, WeComIds.user(event.text("UserID")));
            case "create_party", "update_party" ->
                directory(head, DirectoryEvent.Kind.DEPARTMENT_CHANGED, event.text("Id"));
            case "delete_party" -> directory(head, DirectoryEvent.Kind.DEPARTMENT_REMOVED, event.text("Id"));
            default -> Optional.empty();
        };
    }

    private static Optional<Object> directory(EventHead head, DirectoryEvent.Kind kind, String... ids) {
        List<String> named = Stream.of(ids).filter(id -> id != null).distinct().toList();
        return named.isEmpty()
                ? malformed(head, "a person or a department")
                : Optional.of(new DirectoryEvent(head, kind, named));
    }

    private static long seconds(String text) {
        return InfoJson.seconds(text == null ? null : InfoJson.NODES.textNode(text));
    }

    private static Instant instant(long seconds) {
        return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }

    private static Optional<Object> malformed(EventHead head, String missing) {
        LOG.warn(
                "{}: an event of the type {} does not name {}, so nothing is done about it.",
                head.connection(),
                head.type(),
                missing);
        return Optional.empty();
    }
}
