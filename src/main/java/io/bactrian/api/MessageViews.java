package io.bactrian.api;

import io.bactrian.message.Message;
import io.bactrian.message.Messaging;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.util.List;
import java.util.Map;

/** What has become of messages. */
final class MessageViews {
    private final Messaging messaging;
    private final Tables tables;
    private final Receipts receipts;
    private final Listing messages;

    MessageViews(Messaging messaging, Tables tables, Times times) {
        this.messaging = messaging;
        this.tables = tables;
        this.receipts = new Receipts(times);
        this.messages = new Listing(
                tables,
                times,
                "api-messages",
                List.of(
                        Column.number("id"),
                        Column.text("message_key"),
                        Column.text("message_type"),
                        Column.text("title"),
                        Column.text("content"),
                        Column.text("url"),
                        Column.text("button"),
                        Column.text("business_type"),
                        Column.text("business_id"),
                        Column.text("state"),
                        Column.number("receivers"),
                        Column.number("reached"),
                        Column.number("attempts"),
                        Column.moment("due_at"),
                        Column.moment("created_at"),
                        Column.moment("settled_at"),
                        Column.text("error")),
                List.of(
                        Filter.exact("key", "m.message_key", "A key, as it was given", Message::storedKey),
                        Filter.closed(
                                "state",
                                "m.state",
                                "pending, sent, partial or failed",
                                "pending",
                                "sent",
                                "partial",
                                "failed"),
                        Filter.words("business_type", "m.business_type", "What they are about"),
                        Filter.words("business_id", "m.business_id", "Which ones they are about"),
                        Filter.momentFrom("created_from", "m.created_at"),
                        Filter.momentTo("created_to", "m.created_at"),
                        Filter.part("text", "Part of the heading or of what it says", "m.title", "m.content")),
                "-id",
                List.of("id"));
    }

    List<Operation> all() {
        return List.of(
                Operation.view(
                                "api-messages",
                                "Messages, the newest first.",
                                Right.MESSAGE_VIEW,
                                messages.parameters(),
                                Shape.page(messages.row("Message")),
                                messages::page)
                        .alsoOfChannels(),
                Operation.view(
                                "api-message",
                                "One message, and whom it did not reach.",
                                Right.MESSAGE_VIEW,
                                List.of(),
                                Receipts.SHAPE,
                                this::message)
                        .alsoOfChannels());
    }

    private Reply message(Ask ask) {
        String text = ask.request().variable("id");
        List<Long> found = text.matches("\\d{1,18}")
                ? tables.jdbc()
                        .queryForList(
                                Sql.of("api-message-there"),
                                Map.of("connection", ask.connection().name(), "id", Long.parseLong(text)),
                                Long.class)
                : List.of();
        if (found.isEmpty()) {
            throw new Refusal(404, "There is no message of that number for this connection.");
        }
        return Reply.ok(receipts.shown(messaging.receipt(found.get(0))));
    }
}
