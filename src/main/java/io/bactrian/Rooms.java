package io.bactrian;

import io.bactrian.api.Api;
import io.bactrian.approval.Approvals;
import io.bactrian.approval.ListingLimits;
import io.bactrian.audit.Audit;
import io.bactrian.call.Door;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.connection.PlatformSettings;
import io.bactrian.connection.PlatformWords;
import io.bactrian.connection.Settings;
import io.bactrian.dingtalk.DingTalk;
import io.bactrian.dingtalk.DingTalkCallRules;
import io.bactrian.dingtalk.send.DingTalkSending;
import io.bactrian.dingtalk.stream.DingTalkStreams;
import io.bactrian.dingtalk.stream.StreamOptions;
import io.bactrian.dingtalk.stream.StreamParts;
import io.bactrian.directory.Directory;
import io.bactrian.event.EventLedger;
import io.bactrian.health.SafeResults;
import io.bactrian.message.MessageRules;
import io.bactrian.message.Messaging;
import io.bactrian.metric.Metrics;
import io.bactrian.notice.NoticeHours;
import io.bactrian.notice.NoticeRoutes;
import io.bactrian.route.GatedDirectComponent;
import io.bactrian.run.RunLedger;
import io.bactrian.service.Service;
import io.bactrian.service.ServiceParts;
import io.bactrian.wecom.WeCom;
import io.bactrian.wecom.WeComCallRules;
import io.bactrian.wecom.send.WeComSending;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

/** The rooms, each put together from those that it may know, in one context. */
final class Rooms {
    /** How the connections of each platform stand in the settings. */
    static final List<PlatformSettings> PLATFORMS = List.of(DingTalk.SETTINGS, WeCom.SETTINGS);

    static final PlatformWords WORDS = new PlatformWords(PLATFORMS);
    /** The platforms whose groups have robots. */
    static final List<String> ROBOTS = List.of(DingTalk.SETTINGS.platform(), WeCom.SETTINGS.platform());

    private final ProducerTemplate template;
    private final Door door;
    private final RunLedger runs;
    private final Approvals approvals;
    private final Directory directory;
    private final Messaging messaging;
    private final DingTalkStreams streams;
    private final Service service;
    private final Audit audit;
    private final Api api;
    private final List<RouteBuilder> routes = new ArrayList<>();

    /** {@code metrics} is {@code null} where nobody measures. */
    Rooms(CamelContext context, Ground ground, Connections connections, Metrics metrics) {
        Settings settings = ground.settings();
        Clock clock = ground.clock();
        template = context.createProducerTemplate();
        // an endpoint that nobody serves is a mistake to be told at once, not after half a minute
        GatedDirectComponent direct = new GatedDirectComponent();
        direct.setBlock(false);
        context.addComponent("direct", direct);
        ExecutorService threads = context.getExecutorServiceManager().newCachedThreadPool(this, "bactrian");
        Directory.Options people = Directory.Options.read(settings);

        DingTalk dingtalk = new DingTalk(clock, ground.zone());
        WeCom wecom = new WeCom(settings.duration("call.limit-rest"), ground.tables(), clock, ground.zone());
        door = new Door(
                settings,
                List.of(dingtalk.rules(), DingTalkSending.robots(), wecom.rules(), WeComSending.robots()),
                ground.database(),
                ground.tables(),
                clock,
                ground.zone());
        List<Connection> callers = new ArrayList<>(connections.all());
        ground.channels().all().forEach(channel -> callers.add(channel.connection()));
        door.open(context, callers, template, Approvals.readers(settings) + people.readers());
        runs = new RunLedger(clock, ground.tables().jdbc(), ground.tables().transactions(), door.ledger());
        EventLedger events = new EventLedger(ground.tables());
        if (metrics != null) {
            metrics.listen(events, door.ledger(), clock);
        }
        approvals = new Approvals(
                settings,
                ground.tables(),
                runs,
                ground.stop(),
                template,
                threads,
                connections,
                events,
                clock,
                ground.zone());
        directory = new Directory(
                people,
                clock,
                ground.zone(),
                ground.tables(),
                runs,
                ground.stop(),
                connections,
                template,
                events,
                threads);
        messaging = new Messaging(
                settings,
                connections,
                ground.channels(),
                ground.tables(),
                template,
                clock,
                new NoticeHours(settings, ground.zone()));
        Stream.concat(DingTalkSending.rules().stream(), WeComSending.rules().stream())
                .forEach(rules -> context.getRegistry().bind(MessageRules.beanName(rules.platform()), rules));
        service = new Service(new ServiceParts(
                settings,
                connections,
                ground.tables(),
                runs,
                door.ledger(),
                approvals,
                directory,
                messaging,
                ground.gaps(),
                template,
                threads,
                ground.stop(),
                clock,
                ground.zone()));
        audit = new Audit(ground.tables(), clock);
        api = new Api(new Api.Parts(
                settings,
                ground.keys(),
                connections,
                ground.channels(),
                WORDS,
                ground.tables(),
                approvals.workList(),
                service.manual(),
                messaging,
                template,
                threads,
                audit,
                ground.stop(),
                clock,
                ground.zone()));
        streams = new DingTalkStreams(new StreamParts(
                connections,
                StreamOptions.read(settings),
                template,
                ground.gaps(),
                ground.streamLives(),
                ground.streamStates(),
                clock));
        context.getRegistry().bind(DingTalkStreams.BEAN, streams);
        context.getRegistry().bind(ListingLimits.beanName(DingTalkCallRules.PLATFORM), dingtalk.limits());
        context.getRegistry().bind(ListingLimits.beanName(WeComCallRules.PLATFORM), wecom.limits());
        context.getRegistry().bind("health-results", new SafeResults());
        context.getRegistry().bind("dataSource", ground.database().dataSource());

        routes.addAll(List.of(
                service.routes(),
                api.routes(),
                door.routes(),
                directory.directoryRoutes(),
                directory.namesRoutes(),
                directory.eventRoutes(),
                messaging.routes(),
                new NoticeRoutes(settings, connections, ground.tables(), clock, ground.zone())));
        routes.addAll(approvals.routes());
        routes.addAll(dingtalk.routes(people.readers()));
        routes.addAll(DingTalkSending.routes(ground.channels(), clock));
        routes.addAll(WeComSending.routes());
        routes.addAll(wecom.routes());
        routes.add(wecom.callbackRoutes(connections));
        routes.add(dingtalk.callbackRoutes(
                connections, template, settings.path("db.folder", ground.home()).resolve("callback-failed")));
    }

    /** What Camel has to be given. */
    List<RouteBuilder> routes() {
        return routes;
    }

    ProducerTemplate template() {
        return template;
    }

    UsageLedger ledger() {
        return door.ledger();
    }

    RunLedger runs() {
        return runs;
    }

    Approvals approvals() {
        return approvals;
    }

    Messaging messaging() {
        return messaging;
    }

    Directory directory() {
        return directory;
    }

    DingTalkStreams streams() {
        return streams;
    }

    Audit audit() {
        return audit;
    }

    Api api() {
        return api;
    }

    Service service() {
        return service;
    }
}
