package io.bactrian.wecom;

import io.bactrian.approval.DetailRoutes;
import io.bactrian.approval.ListingLimits;
import io.bactrian.call.CallRules;
import io.bactrian.connection.Connections;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.PlatformSettings;
import io.bactrian.connection.PlatformSettings.Word;
import io.bactrian.directory.LookupRoutes;
import io.bactrian.store.Tables;
import io.bactrian.wecom.callback.WeComCallbackRoutes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.camel.builder.RouteBuilder;

/** The room of WeCom, put together. */
public final class WeCom {
    /** The option of a connection that holds the app's number, which messages need. */
    public static final String AGENT_ID = "agent-id";

    /** How its connections stand in the settings. */
    public static final PlatformSettings SETTINGS = new PlatformSettings(
            WeComCallRules.PLATFORM,
            List.of("wechat"),
            new Word("corp-id", "the company's id (CorpID), such as wwabc1234567890123"),
            new Word("secret", "the secret of the app, or the contact-sync secret in contact-secret"),
            Map.of(
                    WeComCallRules.CONTACTS,
                    new Word("contact-secret", "the secret of the contact-sync assistant, which is not the app's")),
            Map.of(
                    AGENT_ID,
                    new Word(
                            AGENT_ID, "the app's AgentId, such as 1000002", Optional.of(Pattern.compile("\\d{1,18}")))),
            WeComCallRules.BASE_PATH,
            List.of(EventSettings.Source.NONE, EventSettings.Source.CALLBACK),
            50,
            150,
            OptionalLong.empty(),
            0);

    private final Duration limitRest;
    private final Tables tables;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * @param limitRest how long an interface rests when its calls of a minute are spent
     * @param zone that of every time in the database
     */
    public WeCom(Duration limitRest, Tables tables, Clock clock, ZoneId zone) {
        this.limitRest = limitRest;
        this.tables = tables;
        this.clock = clock;
        this.zone = zone;
    }

    public CallRules rules() {
        return new WeComCallRules(limitRest);
    }

    public ListingLimits limits() {
        return WeComApprovalRoutes.LIMITS;
    }

    /** The endpoints that every platform offers. */
    public List<RouteBuilder> routes() {
        return List.of(
                new WeComDirectoryRoutes(clock),
                new LookupRoutes(WeComCallRules.PLATFORM, new WeComLookup(clock)),
                new WeComApprovalRoutes(new WeComTemplates(tables)),
                new DetailRoutes(
                        WeComCallRules.PLATFORM, WeComApprovals::detailCall, new ApprovalMapper(zone)::map, clock));
    }

    /** Pushes over HTTP. */
    public RouteBuilder callbackRoutes(Connections connections) {
        return new WeComCallbackRoutes(connections, clock, zone);
    }
}
