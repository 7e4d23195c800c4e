package io.bactrian.wecom;

import io.bactrian.call.CallException;
import java.util.Set;

/** WeCom does not know a place in a list any more that it gave itself: the list is begun again, but not for ever. */
final class LostPlace {
    private static final Set<String> CODES = Set.of("50100", "60268");
    private static final int MOST = 2;

    private LostPlace() {}

    /** Whether a list that was begun again so often may be once more because of that failure. */
    static boolean mayBeginAgain(CallException failure, int begunAgain) {
        return CODES.contains(failure.code()) && begunAgain < MOST;
    }
}
