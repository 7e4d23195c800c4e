package io.bactrian.demo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What every call passes before it is answered: token, calls per second, calls per month. Thread-safe. */
final class Gate {
    private final Tokens tokens;
    private final Faults faults;
    private final Meter meter;
    private final Map<String, SlidingSecond> passed = new ConcurrentHashMap<>();

    Gate(Tokens tokens, Faults faults, Meter meter) {
        this.tokens = tokens;
        this.faults = faults;
        this.meter = meter;
    }

    void pass(Call call, Endpoint endpoint) {
        if (endpoint.needsToken()) {
            checkToken(call);
        }
        checkPace(call);
        if (endpoint.metered() && !meter.spend(faults.monthlyCalls())) {
            String code = "Forbidden.AccessDenied.ApiCountLimitForOrg";
            throw new Rejected(Reply.newError(403, code, "本月接口调用次数已用完", Meter.Refused.QUOTA));
        }
    }

    private void checkToken(Call call) {
        String token = call.newGeneration() ? call.headerToken() : call.query().get("access_token");
        if (token == null && !call.newGeneration()) {
            throw new Rejected(Reply.oldError(41001, "缺少access_token参数", Meter.Refused.TOKEN));
        }
        Tokens.State state = token == null ? Tokens.State.UNKNOWN : tokens.use(token);
        if (state == Tokens.State.VALID) {
            return;
        }
        if (call.newGeneration()) {
            throw new Rejected(Reply.newError(400, "InvalidAuthentication", "不合法的access_token", Meter.Refused.TOKEN));
        }
        throw state == Tokens.State.EXPIRED
                ? gateway(call, 42001, "access_token过期", Meter.Refused.TOKEN)
                : gateway(call, 40014, "不合法的access_token", Meter.Refused.TOKEN);
    }

    private void checkPace(Call call) {
        int limit = faults.callsPerSecond();
        if (limit == 0 || allowed(call.name(), limit)) {
            return;
        }
        if (call.newGeneration()) {
            String code = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi";
            throw new Rejected(Reply.newError(403, code, "应用调用该接口的QPS超限", Meter.Refused.PACE));
        }
        throw gateway(call, 90018, "您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了", Meter.Refused.PACE);
    }

    /** Refused calls take no place in the second, so a client that waits is let in again. */
    private boolean allowed(String interfaceName, int limit) {
        SlidingSecond second = passed.computeIfAbsent(interfaceName, name -> new SlidingSecond());
        synchronized (second) {
            long now = System.nanoTime();
            if (second.count(now) >= limit) {
                return false;
            }
            second.add(now);
            return true;
        }
    }

    private static Rejected gateway(Call call, int code, String message, Meter.Refused why) {
        return new Rejected(
                call.path().startsWith("/topapi/")
                        ? Reply.oldWrapped(code, message, why)
                        : Reply.oldError(code, message, why));
    }
}
