package io.bactrian.dingtalk;

import io.bactrian.approval.DetailRoutes;
import io.bactrian.approval.ListingLimits;
import io.bactrian.call.CallRules;
import io.bactrian.connection.Connections;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.PlatformSettings;
import io.bactrian.dingtalk.callback.DingTalkCallbackRoutes;
import io.bactrian.dingtalk.send.DingTalkSending;
import io.bactrian.directory.LookupRoutes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

/** The room of DingTalk, put together. */
public final class DingTalk {
    /** How its connections stand in the settings. */
    public static final PlatformSettings SETTINGS = new PlatformSettings(
            DingTalkCallRules.PLATFORM,
            List.of(),
            new PlatformSettings.Word("client-id", "the app's Client ID (AppKey), such as dingabc123"),
            new PlatformSettings.Word("client-secret", "the app's Client Secret (AppSecret)"),
            Map.of(),
            Map.of(
                    DingTalkSending.AGENT_ID,
                    new PlatformSettings.Word(
                            DingTalkSending.AGENT_ID,
                            "the app's AgentId, a number such as 2200330044",
                            Optional.of(Pattern.compile("\\d{1,18}")))),
            "",
            List.of(EventSettings.Source.STREAM, EventSettings.Source.CALLBACK, EventSettings.Source.NONE),
            20,
            60,
            OptionalLong.of(5000),
            500);

    private final Clock clock;
    private final ZoneId zone;

    /** {@code zone} is that of every time in the database. */
    public DingTalk(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    public CallRules rules() {
        return new DingTalkCallRules();
    }

    public ListingLimits limits() {
        return DingTalkApprovalRoutes.LIMITS;
    }

    /** The endpoints that every platform offers; {@code readers} departments are listed at the same time. */
    public List<RouteBuilder> routes(int readers) {
        DirectoryMapper directory = new DirectoryMapper(zone);
        return List.of(
                new DingTalkApprovalRoutes(),
                new DetailRoutes(
                        DingTalkCallRules.PLATFORM,
                        DingTalkApprovals::detailCall,
                        new ApprovalMapper(zone)::map,
                        clock),
                new DingTalkDirectoryRoutes(directory, clock, readers),
                new LookupRoutes(DingTalkCallRules.PLATFORM, new DingTalkLookup(directory, clock)),
                new DingTalkEventRoutes(clock));
    }

    /** Pushes over HTTP; {@code folder} keeps those that were fetched and are not stored yet. */
    public RouteBuilder callbackRoutes(Connections connections, ProducerTemplate template, Path folder) {
        return new DingTalkCallbackRoutes(connections, template, folder, clock);
    }
}
