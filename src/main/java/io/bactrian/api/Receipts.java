package io.bactrian.api;

import io.bactrian.message.Receipt;
import io.bactrian.message.Unreached;
import java.util.LinkedHashMap;
import java.util.Map;

/** What has become of a message, as it is answered. */
final class Receipts {
    private static final int MOST_UNREACHED = 200;

    /** Of one that is still being sent no more than its state is told. */
    static final Shape SHAPE = Shape.of("Receipt")
            .number("message_id")
            .text("key")
            .text("state")
            .flagAtTimes("repeated")
            .numberAtTimes("receivers")
            .numberAtTimes("reached")
            .momentAtTimes("next_attempt")
            .textAtTimes("error")
            .listAtTimes(
                    "unreached", Shape.of("Unreached").text("kind").text("id").textOrNull("reason"));

    private final Times times;

    Receipts(Times times) {
        this.times = times;
    }

    Map<String, Object> shown(Receipt receipt) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("message_id", receipt.id());
        data.put("key", receipt.key());
        data.put("state", receipt.state().code());
        data.put("repeated", receipt.repeated());
        data.put("receivers", receipt.receivers());
        data.put("reached", receipt.reached());
        data.put(
                "next_attempt",
                receipt.nextAttempt() == null
                        ? null
                        : times.answered(receipt.nextAttempt().toEpochMilli()));
        data.put("error", receipt.error());
        data.put(
                "unreached",
                receipt.unreached().stream()
                        .limit(MOST_UNREACHED)
                        .map(Receipts::one)
                        .toList());
        return data;
    }

    private static Map<String, Object> one(Unreached unreached) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("kind", unreached.kind().code());
        one.put("id", unreached.id());
        one.put("reason", unreached.reason());
        return one;
    }
}
