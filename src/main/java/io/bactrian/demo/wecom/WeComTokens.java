package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.demo.Meter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives out a token for each secret, and judges them. Who shows wrong secrets five times is banned. Thread-safe. */
final class WeComTokens {
    private static final int WRONG_SECRETS_BEFORE_BAN = 5;

    private record Given(Caller caller, long expires) {}

    private final Clock clock;
    private final WeComFaults faults;
    private final Meter meter;
    private final Map<String, Given> given = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger wrongSecrets = new AtomicInteger();

    WeComTokens(Clock clock, WeComFaults faults, Meter meter) {
        this.clock = clock;
        this.faults = faults;
        this.meter = meter;
    }

    List<Interface> interfaces() {
        return List.of(Interface.open("GET /cgi-bin/gettoken", this::issue));
    }

    private ObjectNode issue(WeComCall call) {
        if (call.query("corpsecret").isEmpty()) {
            throw refused(41004, "corpsecret missing");
        }
        if (call.query("corpid").isEmpty()) {
            throw refused(41002, "corpid missing");
        }
        if (!WeComStandIn.CORP_ID.equals(call.query("corpid"))) {
            throw refused(40013, "invalid corpid");
        }
        Caller caller = switch (call.query("corpsecret")) {
            case WeComStandIn.SECRET -> Caller.APP;
            case WeComStandIn.CONTACT_SECRET -> Caller.CONTACTS;
            default -> {
                wrongSecrets.incrementAndGet();
                throw refused(40001, "invalid credential");
            }
        };
        String token = caller.name().charAt(0) + "-wecom-token-" + number.incrementAndGet() + "-Zx9kQ1";
        given.put(token, new Given(caller, clock.millis() + faults.tokenLife().toMillis()));
        meter.tokenIssued();
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", token)
                .put("expires_in", faults.tokenLife().toSeconds());
    }

    /** Whose token it is; it goes in the query and nowhere else. */
    Caller caller(String token) {
        if (token == null || token.isEmpty()) {
            throw refused(41001, "access_token missing");
        }
        Given found = given.get(token);
        if (found == null) {
            throw refused(40014, "invalid access_token");
        }
        if (clock.millis() >= found.expires) {
            throw refused(42001, "access_token expired");
        }
        return found.caller;
    }

    /** Every token given out so far has expired. */
    void kill() {
        given.replaceAll((token, one) -> new Given(one.caller, 0));
    }

    boolean isBanned() {
        return wrongSecrets.get() >= WRONG_SECRETS_BEFORE_BAN;
    }

    private static WeComError refused(int code, String message) {
        return new WeComError(code, message, Meter.Refused.TOKEN);
    }
}
