package io.bactrian.message;

import java.util.List;

/**
 * What is to be sent again of what had failed: what goes into {@code direct:send-failed}. A list of {@link Receipt}s comes
 * out.
 *
 * @param connection only of this one, a channel's {@code channel.<name>}; of all when {@code null}
 * @param ids only these, whatever their age; the failed ones of the last day when empty
 */
public record RetryRequest(String connection, List<Long> ids) {
    public RetryRequest {
        ids = List.copyOf(ids);
    }
}
