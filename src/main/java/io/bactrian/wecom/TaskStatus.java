package io.bactrian.wecom;

import java.util.Map;
import java.util.Set;

/** WeCom's numbers for what somebody did in a flow, in the words that every platform shares. */
final class TaskStatus {
    static final String PENDING = "1";
    static final String TRANSFERRED = "4";
    static final String PASSED_ON = "15";

    static final String NEW = "NEW";
    static final String RUNNING = "RUNNING";
    static final String COMPLETED = "COMPLETED";
    static final String CANCELED = "CANCELED";

    static final String NO_RESULT = "NONE";

    private static final Map<String, String> RESULTS = Map.of(
            "2",
            "AGREE",
            "3",
            "REFUSE",
            TRANSFERRED,
            "REDIRECTED",
            "11",
            "RETURNED",
            "12",
            "ADDED_APPROVER",
            // agreed, and somebody was asked to sign as well
            "13",
            "AGREE",
            "14",
            "HANDLED",
            PASSED_ON,
            "REDIRECTED");

    /** Agreed, refused, sent back, handled: whoever of the node has not acted need not any more. */
    private static final Set<String> DECIDED = Set.of("2", "3", "11", "14");

    /** Transferred, asked another to sign (and agreed), passed on. */
    private static final Set<String> BRING_ANOTHER = Set.of(TRANSFERRED, "12", "13", PASSED_ON);

    private TaskStatus() {}

    /** A number that is not known is kept. */
    static String result(String status) {
        return status == null || PENDING.equals(status) ? NO_RESULT : RESULTS.getOrDefault(status, status);
    }

    /** Whether a node with that number waits for nobody. */
    static boolean isDecided(String status) {
        return status != null && DECIDED.contains(status);
    }

    /** Whether who acted so has brought somebody else into the node. */
    static boolean bringsAnother(String status) {
        return status != null && BRING_ANOTHER.contains(status);
    }
}
