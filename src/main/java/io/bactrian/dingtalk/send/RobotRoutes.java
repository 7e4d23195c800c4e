package io.bactrian.dingtalk.send;

import io.bactrian.call.ApiCall;
import io.bactrian.call.CallRoutes;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Channel;
import io.bactrian.connection.ChannelSettings;
import io.bactrian.connection.Channels;
import io.bactrian.connection.Secret;
import io.bactrian.message.Delivery;
import io.bactrian.message.Portion;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * The robots of DingTalk's groups: {@code direct:dingtalk-robot-send} takes a {@link Portion} and gives a
 * {@link Delivery}. Errors: a {@link io.bactrian.call.CallException}. Source: the platform's page on robots of groups.
 */
public final class RobotRoutes extends RouteBuilder {
    private static final String PATH = "/robot/send";
    private static final String HMAC = "HmacSHA256";

    private final Channels channels;
    private final Clock clock;

    RobotRoutes(Channels channels, Clock clock) {
        this.channels = channels;
        this.clock = clock;
    }

    @Override
    public void configure() {
        from("direct:dingtalk-robot-send")
                .routeId("dingtalk-robot-send")
                .routeGroup("dingtalk")
                .description("Has a robot write into its group.")
                .errorHandler(noErrorHandler())
                .process(this::ask)
                .to(CallRoutes.CALL_ONCE)
                .process(exchange -> exchange.getMessage().setBody(new Delivery(null, List.of())));
    }

    private void ask(Exchange exchange) {
        Portion portion = exchange.getMessage().getBody(Portion.class);
        Map<String, Object> body = Words.ofRobot(portion.message());
        body.put("msgUuid", portion.mark());
        ApiCall call = ApiCall.post(portion.connection(), Purpose.MESSAGE, ChannelSettings.HOOK, PATH, body)
                .withoutToken()
                .withSecretIn("access_token");
        Optional<Secret> secret = channels.of(portion.connection()).flatMap(Channel::secret);
        exchange.getMessage()
                .setBody(secret.map(one -> signed(call, one, clock.millis())).orElse(call));
    }

    private static ApiCall signed(ApiCall call, Secret secret, long now) {
        return call.with("timestamp", now).with("sign", sign(secret.reveal(), now));
    }

    /** The signature of a robot's call at that time, before it is encoded for an address. */
    static String sign(String secret, long now) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal((now + "\n" + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java without HmacSHA256", e);
        }
    }
}
