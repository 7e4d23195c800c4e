package io.bactrian.wecom.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.connection.ChannelSettings;
import io.bactrian.connection.Connection;
import io.bactrian.message.Delivery;
import io.bactrian.message.Kind;
import io.bactrian.message.Message;
import io.bactrian.message.Portion;
import io.bactrian.message.Receiver;
import io.bactrian.message.Unreached;
import io.bactrian.wecom.WeCom;
import io.bactrian.wecom.WeComCallRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** What the steps of {@link WeComMessageRoutes} do. Thread-safe. */
final class WeComMessages {
    /** What stands for everybody in the place of an id. */
    static final String EVERYBODY = "@all";

    private static final String PORTION = "BactrianWeComPortion";
    /** Nobody whom a call names can be reached. */
    private static final String NOBODY = "81013";

    private static final String UNKNOWN = "WeCom does not know them, or the app may not see them";

    /** The portion as a call: the same portion is the same bytes, which WeCom remembers. */
    void ask(Exchange exchange) {
        Portion portion = exchange.getMessage().getBody(Portion.class);
        exchange.setProperty(PORTION, portion);
        Map<String, Object> body = new LinkedHashMap<>();
        if (portion.isForEveryone()) {
            body.put("touser", EVERYBODY);
        }
        put(body, "touser", portion.ids(Kind.USER));
        put(body, "toparty", portion.ids(Kind.DEPARTMENT));
        put(body, "totag", portion.ids(Kind.TAG));
        String type = portion.message().type().code();
        body.put("msgtype", type);
        body.put("agentid", agentId(portion.connection()));
        body.put(type, Words.ofApp(portion.message()));
        body.put("enable_duplicate_check", 1);
        body.put("duplicate_check_interval", AppMessageRules.remembered(portion.mark()));
        exchange.getMessage()
                .setBody(ApiCall.post(
                        portion.connection(), Purpose.MESSAGE, WeComCallRules.API, "/cgi-bin/message/send", body));
    }

    private static void put(Map<String, Object> body, String field, List<String> ids) {
        if (!ids.isEmpty()) {
            body.put(field, String.join("|", ids));
        }
    }

    private static Long agentId(Connection connection) {
        return connection
                .option(WeCom.AGENT_ID)
                .map(Long::valueOf)
                .orElseThrow(() -> new CallException(
                        ErrorClass.REFUSED, "agent-id", "connection '" + connection.name() + "' has no agent-id"));
    }

    /** It was taken for all but those whom the answer names. */
    void taken(Exchange exchange) {
        Portion portion = exchange.getProperty(PORTION, Portion.class);
        JsonNode answer = exchange.getMessage().getBody(ApiAnswer.class).json();
        List<Unreached> unreached = new ArrayList<>();
        add(unreached, portion, Kind.USER, answer.path("invaliduser"), UNKNOWN);
        add(unreached, portion, Kind.DEPARTMENT, answer.path("invalidparty"), UNKNOWN);
        add(unreached, portion, Kind.TAG, answer.path("invalidtag"), UNKNOWN);
        add(unreached, portion, Kind.USER, answer.path("unlicenseduser"), "has no licence for apps on WeCom");
        String id = answer.path("msgid").asText("");
        exchange.getMessage().setBody(new Delivery(id.isEmpty() ? null : id, unreached));
    }

    /** WeCom writes ids in small letters here. */
    private static void add(List<Unreached> all, Portion portion, Kind kind, JsonNode ids, String reason) {
        for (String told : ids.asText("").split("\\|")) {
            portion.ids(kind).stream()
                    .filter(id -> id.equalsIgnoreCase(told))
                    .filter(id -> all.stream()
                            .noneMatch(one -> one.kind() == kind && one.id().equals(id)))
                    .forEach(id -> all.add(new Unreached(kind, id, reason, false)));
        }
    }

    /** That nobody can be reached is an answer as well. */
    void notTaken(Exchange exchange) {
        CallException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class);
        if (!NOBODY.equals(failure.code())) {
            throw failure;
        }
        List<Unreached> everybody = new ArrayList<>();
        for (Receiver receiver : exchange.getProperty(PORTION, Portion.class).receivers()) {
            everybody.add(new Unreached(receiver.kind(), receiver.id(), UNKNOWN + " (" + NOBODY + ")", false));
        }
        exchange.getMessage().setBody(new Delivery(null, everybody));
    }

    /** A message into a group. */
    void askRobot(Exchange exchange) {
        Portion portion = exchange.getMessage().getBody(Portion.class);
        String type = portion.message().type() == Message.Type.TEXT ? "text" : "markdown";
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("msgtype", type);
        body.put(type, Map.of("content", Words.ofRobot(portion.message())));
        exchange.getMessage()
                .setBody(ApiCall.post(
                                portion.connection(),
                                Purpose.MESSAGE,
                                ChannelSettings.HOOK,
                                "/cgi-bin/webhook/send",
                                body)
                        .withoutToken()
                        .withSecretIn("key"));
    }
}
