package io.bactrian.message;

import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.connection.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** A made-up platform: it keeps what reached whom, and fails as it is told. */
final class FakePlatform extends RouteBuilder implements MessageRules {
    static final int LONGEST_BYTES = 60;
    static final int USERS_IN_A_CALL = 1000;

    final List<Portion> calls = Collections.synchronizedList(new ArrayList<>());
    /** How often each person got something. */
    final Map<String, Integer> got = Collections.synchronizedMap(new HashMap<>());

    final Set<String> nobody = new HashSet<>();
    final Deque<RuntimeException> failures = new ArrayDeque<>();
    final List<Ceiling> ceilings = new ArrayList<>();
    /** Whether the next failure comes after the portion has arrived. */
    boolean arrivesAnyway;

    Duration repeatable = Duration.ZERO;
    OptionalInt peopleAMinute = OptionalInt.empty();
    boolean receipts;
    DeliveryReport report;
    /** What happens while a receipt is asked for. */
    Runnable meanwhile = () -> {};

    @Override
    public void configure() {
        from("direct:fake-send").errorHandler(noErrorHandler()).process(this::take);
        from("direct:fake-receipt").errorHandler(noErrorHandler()).process(exchange -> {
            meanwhile.run();
            exchange.getMessage().setBody(report);
        });
    }

    private synchronized void take(Exchange exchange) {
        Portion portion = exchange.getMessage().getBody(Portion.class);
        RuntimeException failure = failures.poll();
        boolean isRepeated = calls.stream().anyMatch(call -> call.mark().equals(portion.mark()));
        calls.add(portion);
        if (failure != null && !arrivesAnyway) {
            throw failure;
        }
        List<Unreached> unreached = new ArrayList<>();
        for (Receiver receiver : portion.receivers()) {
            if (nobody.contains(receiver.id())) {
                unreached.add(new Unreached(receiver.kind(), receiver.id(), "is not there", false));
            } else if (!isRepeated || repeatable.isZero()) {
                got.merge(receiver.id(), 1, Integer::sum);
            }
        }
        if (failure != null) {
            throw failure;
        }
        exchange.getMessage().setBody(new Delivery("fake-" + calls.size(), unreached));
    }

    static CallException busy() {
        return new CallException(ErrorClass.RETRY, "-1", "fake POST /send was refused with -1: the platform is busy");
    }

    static CallException refused() {
        return new CallException(
                ErrorClass.REFUSED, "60020", "fake POST /send was refused with 60020: this address may not call");
    }

    static CallException timeout() {
        return new CallException(
                ErrorClass.RETRY, "SocketTimeoutException", "fake POST /send got no answer in time", true);
    }

    @Override
    public String platform() {
        return "fake";
    }

    @Override
    public int mostInACall(Kind kind) {
        return switch (kind) {
            case USER -> USERS_IN_A_CALL;
            case DEPARTMENT -> 100;
            case EVERYONE, GROUP -> 1;
            default -> 0;
        };
    }

    @Override
    public Optional<String> misfit(Message message, Connection connection) {
        return Optional.empty();
    }

    @Override
    public Optional<Excess> excess(Message message) {
        int bytes = Utf8.length(message.content());
        return bytes <= LONGEST_BYTES
                ? Optional.empty()
                : Optional.of(new Excess(
                        Part.CONTENT, "The content has " + bytes + " bytes; there may be " + LONGEST_BYTES + "."));
    }

    @Override
    public List<Ceiling> ceilings() {
        return ceilings;
    }

    @Override
    public Instant repeatableUntil(Instant firstTry) {
        return firstTry.plus(repeatable);
    }

    @Override
    public OptionalInt peopleAMinute() {
        return peopleAMinute;
    }

    @Override
    public boolean hasReceipts() {
        return receipts;
    }
}
