package io.bactrian.wecom.callback;

import io.bactrian.approval.ApprovalEvent;
import io.bactrian.callback.PushRoutes;
import io.bactrian.connection.Connections;
import io.bactrian.directory.DirectoryEvent;
import io.bactrian.wecom.WeComCallRules;
import java.time.Clock;
import java.time.ZoneId;
import org.apache.camel.LoggingLevel;

/** Events that WeCom pushes over HTTP. */
public final class WeComCallbackRoutes extends PushRoutes {
    /** A request of {@code platform-http:}; its answer comes out, whatever was wrong. */
    public static final String CALLBACK = "direct:wecom-callback";

    private final CallbackReceiver receiver;

    /** {@code zone} is that of every time in the database. */
    public WeComCallbackRoutes(Connections connections, Clock clock, ZoneId zone) {
        this.receiver = new CallbackReceiver(connections, clock, zone);
    }

    @Override
    public void configure() {
        fromPushes(
                        WeComCallRules.PLATFORM,
                        "A push of WeCom: checked, decrypted, told, and answered when it is stored.",
                        receiver.gate())
                .process(receiver::receive)
                .choice()
                .when(body().isInstanceOf(ApprovalEvent.class))
                .to("direct:approval-event")
                .when(body().isInstanceOf(DirectoryEvent.class))
                .to("direct:directory-event")
                .otherwise()
                .log(
                        LoggingLevel.DEBUG,
                        "io.bactrian.wecom",
                        "A push that is a check, came before, or that nobody needs")
                .end()
                .process(receiver::acknowledge);
    }
}
