package io.bactrian.message;

import io.bactrian.connection.Connection;
import java.util.List;

/**
 * As much of a message as one call may carry: what goes into <code>direct:&lt;platform&gt;-send</code>. A
 * {@link Delivery} comes out, or a {@link io.bactrian.call.CallException}. The same portion is the same call to the letter,
 * however often it is sent.
 *
 * @param receivers all of them, in the order in which they go
 * @param mark the same for each try of one portion, and for no other: 32 letters and digits
 */
public record Portion(Connection connection, Message message, List<Receiver> receivers, String mark) {
    public Portion {
        receivers = List.copyOf(receivers);
    }

    /** The ids of one kind, in their order. */
    public List<String> ids(Kind kind) {
        return receivers.stream()
                .filter(receiver -> receiver.kind() == kind)
                .map(Receiver::id)
                .toList();
    }

    /** Whether it is for everybody. */
    public boolean isForEveryone() {
        return receivers.contains(Receiver.EVERYONE);
    }
}
