package io.bactrian.message;

import io.bactrian.connection.Connection;
import java.util.List;

/**
 * Asks a platform what became of a portion that it took: what goes into <code>direct:&lt;platform&gt;-receipt</code>. A
 * {@link DeliveryReport} comes out.
 */
public record ReceiptQuery(Connection connection, String platformId, List<Receiver> receivers) {
    public ReceiptQuery {
        receivers = List.copyOf(receivers);
    }
}
