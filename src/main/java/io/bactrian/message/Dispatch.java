package io.bactrian.message;

import io.bactrian.connection.Connection;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.camel.Exchange;

/** What the steps of {@link MessageRoutes} do: checks a message, writes it down, and has it carried. Thread-safe. */
final class Dispatch {
    private static final int TYPE_LENGTH = 64;
    private static final int URL_LENGTH = 2048;
    private static final int TITLE_LENGTH = 1024;
    private static final int BUTTON_LENGTH = 64;

    private final Senders senders;
    private final Addressing addressing;
    private final Fitting fitting;
    private final MessageStore messages;
    private final Courier courier;
    private final NotBefore notBefore;
    private volatile Consumer<String> listener = connection -> {};

    Dispatch(
            Senders senders,
            Addressing addressing,
            Fitting fitting,
            MessageStore messages,
            Courier courier,
            NotBefore notBefore) {
        this.senders = senders;
        this.addressing = addressing;
        this.fitting = fitting;
        this.messages = messages;
        this.courier = courier;
        this.notBefore = notBefore;
    }

    /** {@code listener} is told which connection has something to be sent. */
    void onPending(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Checks, writes down and sends. */
    void send(Exchange exchange) {
        Accepted accepted = accept(exchange);
        if (accepted.added.repeated()) {
            // whoever brought it first may have ended before it was sent
            courier.recover(accepted.connection);
        }
        courier.carryAll(accepted.connection, accepted.added.id());
        answer(exchange, accepted);
    }

    /** Checks and writes down; whoever carries what is due sends it. */
    void keep(Exchange exchange) {
        answer(exchange, accept(exchange));
    }

    private void answer(Exchange exchange, Accepted accepted) {
        Receipt receipt = messages.receipt(accepted.added.id(), accepted.added.repeated());
        if (receipt.state() == Receipt.State.PENDING) {
            listener.accept(accepted.connection.name());
        }
        exchange.getMessage().setBody(receipt);
    }

    private record Accepted(Connection connection, MessageStore.Added added) {}

    private Accepted accept(Exchange exchange) {
        Message asked = MessageReader.read(
                exchange.getMessage().getBody(), exchange.getMessage().getHeaders());
        Connection connection = senders.of(asked);
        MessageRules rules = MessageRules.of(exchange.getContext(), connection.platform());
        check(asked, rules);
        notBefore.check(asked);
        Addressing.Addressed addressed = addressing.of(asked, connection, rules);
        Message message = fitting.fit(asked.withKey(key(asked.key())), connection, rules);
        checkLength("title", message.title(), TITLE_LENGTH);
        checkLength("button", message.button(), BUTTON_LENGTH);
        List<List<Receiver>> portions = Portions.of(addressed.receivers(), rules);
        return new Accepted(connection, messages.add(connection, message, addressed, portions));
    }

    private static String key(String asked) {
        return asked == null ? UUID.randomUUID().toString() : Message.storedKey(asked);
    }

    /** What the platform would not take, whoever it is for. */
    private static void check(Message message, MessageRules rules) {
        if (message.content() == null) {
            throw new MessageRefusedException("The message has no content.");
        }
        if (message.type() == Message.Type.TEXTCARD && (message.title() == null || message.url() == null)) {
            throw new MessageRefusedException("A textcard needs a title and a url.");
        }
        if (message.url() != null) {
            checkUrl(message.url(), rules);
        }
        checkCharacters("title", message.title());
        checkCharacters("content", message.content());
        checkCharacters("button", message.button());
        checkCharacters("key", message.key());
        checkCharacters("businessType", message.businessType());
        checkCharacters("businessId", message.businessId());
        checkLength("businessType", message.businessType(), TYPE_LENGTH);
        checkLength("businessId", message.businessId(), Message.KEY_LENGTH);
        message.receivers().users().forEach(id -> checkId("id of a user", id));
        message.receivers().departments().forEach(id -> checkId("id of a department", id));
        message.receivers().tags().forEach(id -> checkId("id of a tag", id));
        message.receivers().members().forEach(id -> checkId("id of a member", id));
    }

    private static void checkId(String what, String id) {
        checkLength(what, id, Message.KEY_LENGTH);
        checkCharacters(what, id);
    }

    /** WeCom refuses them (40033), and nobody could see them. */
    private static void checkCharacters(String what, String text) {
        if (text == null) {
            return;
        }
        OptionalInt odd = text.codePoints()
                .filter(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t'
                        || Character.getType(c) == Character.SURROGATE)
                .findFirst();
        if (odd.isPresent()) {
            throw new MessageRefusedException("The " + what + " of the message holds the character U+"
                    + String.format("%04X", odd.getAsInt()) + ", which is no text; take it out.");
        }
    }

    private static void checkLength(String what, String text, int most) {
        if (text != null && text.length() > most) {
            throw new MessageRefusedException(
                    "The " + what + " of the message has " + text.length() + " characters; there may be " + most + ".");
        }
    }

    private static void checkUrl(String text, MessageRules rules) {
        try {
            URI address = URI.create(text);
            if (text.length() <= URL_LENGTH && isKnown(address, rules)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal below
        }
        throw new MessageRefusedException("The url of the message must be an address such as https://oa.example.com/1,"
                + " with special characters written as %XX, of up to " + URL_LENGTH + " characters.");
    }

    private static boolean isKnown(URI address, MessageRules rules) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https"))
                ? address.getRawAuthority() != null
                : rules.schemes().contains(scheme);
    }
}
