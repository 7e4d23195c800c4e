package io.bactrian.approval;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import java.util.List;

/** Approvals that were read and wait to be named and stored in one transaction. */
public record Batch(Connection connection, Run run, List<ReadResult> results) {
    public Batch {
        results = List.copyOf(results);
    }
}
