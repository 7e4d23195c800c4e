package io.bactrian.message;

import io.bactrian.call.CallException;
import io.bactrian.call.Calls;
import io.bactrian.call.ErrorClass;
import io.bactrian.connection.Connection;
import io.bactrian.message.PortionStore.Taken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries portions to their platform, one call each, and notes how it went. Thread-safe. */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int BATCH = 100;
    /** The code of a call that waited for its turn when the service was stopped: it has not left. */
    private static final String STOPPED = "stopped";

    private final ProducerTemplate template;
    private final PortionStore portions;
    private final Clock clock;
    private final Patience patience;

    Courier(ProducerTemplate template, PortionStore portions, Clock clock, Patience patience) {
        this.template = template;
        this.portions = portions;
        this.clock = clock;
        this.patience = patience;
    }

    /** Sends a portion if it is still to be sent; every failure of the platform is noted and none is thrown. */
    void carry(Connection connection, PortionStore.Id id) {
        MessageRules rules = MessageRules.of(template.getCamelContext(), connection.platform());
        portions.take(connection.name(), id, rules).ifPresent(taken -> carry(connection, taken, rules));
    }

    private void carry(Connection connection, Taken taken, MessageRules rules) {
        if (taken.doubts() > 0 && !clock.instant().isBefore(rules.repeatableUntil(taken.firstTry()))) {
            portions.settle(
                    taken,
                    Outcome.doubt("It may have arrived, and is not sent again: it is too late for that"),
                    List.of());
            return;
        }
        Portion portion = new Portion(
                connection,
                taken.message().message(),
                taken.receivers(),
                taken.message().mark(taken.receivers()));
        try {
            Delivery delivery = send(portion);
            Instant receiptAt = rules.hasReceipts() && delivery.platformId() != null
                    ? clock.instant().plus(patience.receipt())
                    : null;
            portions.settle(taken, Outcome.sent(delivery.platformId(), receiptAt), delivery.unreached());
        } catch (CallException e) {
            LOG.debug(
                    "A portion of message {} was not taken: {}", taken.message().id(), e.getMessage());
            portions.settle(taken, outcome(taken, rules, e), List.of());
        }
    }

    /** A token that has died meanwhile is no reason to wait. */
    private Delivery send(Portion portion) {
        try {
            return Calls.request(template, portion.connection().endpoint("send"), portion, Delivery.class);
        } catch (CallException e) {
            if (e.errorClass() != ErrorClass.TOKEN) {
                throw e;
            }
            return Calls.request(template, portion.connection().endpoint("send"), portion, Delivery.class);
        }
    }

    private Outcome outcome(Taken taken, MessageRules rules, CallException failure) {
        String errorClass = failure.errorClass().name();
        String error = failure.getMessage();
        if (STOPPED.equals(failure.code())) {
            return Outcome.again(clock.instant(), errorClass, error);
        }
        if (failure.mayHaveArrived()) {
            return afterDoubt(taken, rules, patience.after(taken.attempts()), errorClass, error);
        }
        boolean mayPass = failure.errorClass().isTransient() || failure.errorClass() == ErrorClass.TOKEN;
        if (mayPass && taken.attempts() < patience.attempts()) {
            return Outcome.again(clock.instant().plus(patience.after(taken.attempts())), errorClass, error);
        }
        return taken.doubts() == 0
                ? Outcome.failed(errorClass, error)
                : Outcome.doubt("It may have arrived the first time, and is not sent again: " + error);
    }

    /** Sent again only where the platform itself sees to it that nobody gets it twice. */
    private Outcome afterDoubt(Taken taken, MessageRules rules, Duration pause, String errorClass, String error) {
        Instant again = clock.instant().plus(pause);
        return taken.attempts() < patience.attempts() && again.isBefore(rules.repeatableUntil(taken.firstTry()))
                ? Outcome.againInDoubt(again, errorClass, error)
                : Outcome.doubt("It may have arrived, and is not sent again: " + error);
    }

    /** Decides on what was being sent by a process that has ended: it may have arrived, or not. */
    void recover(Connection connection) {
        MessageRules rules = MessageRules.of(template.getCamelContext(), connection.platform());
        for (Taken taken : portions.rescue(connection.name())) {
            portions.settle(
                    taken,
                    afterDoubt(taken, rules, Duration.ZERO, "DOUBT", "Bactrian ended between sending it and noting it"),
                    List.of());
        }
    }

    /** Sends what is due of one message. */
    void carryAll(Connection connection, long message) {
        portions.due(message).forEach(id -> carry(connection, id));
    }

    /** Sends what is due of a connection, as long as nobody wants it to end; how many portions were looked at. */
    int carryDue(Connection connection, BooleanSupplier stop) {
        recover(connection);
        int done = 0;
        for (PortionStore.Id id : portions.due(connection.name(), BATCH)) {
            if (stop.getAsBoolean()) {
                break;
            }
            carry(connection, id);
            done++;
        }
        return done;
    }
}
