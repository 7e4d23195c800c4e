package io.bactrian.dingtalk;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bactrian.call.CallDoor;
import io.bactrian.call.CallRoutes;
import io.bactrian.call.Pace;
import io.bactrian.call.TokenStore;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import io.bactrian.directory.DirectoryPage;
import io.bactrian.directory.LookupRoutes;
import io.bactrian.store.Database;
import io.bactrian.store.TestDatabases;
import io.bactrian.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** DingTalk's directory routes over a wire on which a test decides what is answered. */
abstract class DirectoryWire {
    static final String LISTSUB = "/topapi/v2/department/listsub";
    static final String DEPARTMENT_GET = "/topapi/v2/department/get";
    static final String USER_LIST = "/topapi/v2/user/list";
    static final String USER_GET = "/topapi/v2/user/get";

    @RegisterExtension
    static final WireMockExtension dingtalk = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    final Queue<DirectoryPage<?>> pages = new ConcurrentLinkedQueue<>();
    final CamelContext context = new DefaultCamelContext();
    private Database database;
    Connection connection;
    ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        database = TestDatabases.H2.open();
        connection = new Connection(
                "acme",
                "dingtalk",
                "id",
                new Secret("secret"),
                Map.of("api", dingtalk.baseUrl(), "oapi", dingtalk.baseUrl()),
                List.of(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                0,
                EventSettings.NONE);
        Clock clock = Clock.systemUTC();
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        UsageLedger ledger = new UsageLedger(
                clock,
                zone,
                new NamedParameterJdbcTemplate(database.dataSource()),
                new Transactions(database.dataSource()));
        CallDoor door = new CallDoor(
                Map.of("dingtalk", new DingTalkCallRules()),
                new TokenStore(clock),
                new Pace(clock, database.dataSource()),
                ledger,
                clock,
                Duration.ofMinutes(5));
        context.addRoutes(new CallRoutes(door, 0, Duration.ofMillis(100)));
        context.addRoutes(new DingTalkDirectoryRoutes(new DirectoryMapper(zone), clock, 4));
        context.addRoutes(new LookupRoutes("dingtalk", new DingTalkLookup(new DirectoryMapper(zone), clock)));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:page").process(DirectoryWire.this::keep);
            }
        });
        context.start();
        template = context.createProducerTemplate();
        door.connect(context, connection, template);
        answer(post("/v1.0/oauth2/accessToken"), "{\"accessToken\":\"t\",\"expireIn\":7200}");
        answer(post(urlPathEqualTo("/topapi/v2/department/get")), result("{\"dept_id\":1,\"name\":\"公司\"}"));
        answer(post(urlPathEqualTo(LISTSUB)).atPriority(10), result("[]"));
    }

    @AfterEach
    void stop() {
        context.stop();
        database.close();
    }

    private void keep(Exchange exchange) {
        pages.add(exchange.getMessage().getBody(DirectoryPage.class));
        kept();
    }

    /** A page was handed on; the next is asked for when this returns. */
    void kept() {}

    static void answer(MappingBuilder call, String json) {
        dingtalk.stubFor(call.willReturn(okJson(json)));
    }

    static String result(String json) {
        return "{\"errcode\":0,\"errmsg\":\"ok\",\"request_id\":\"4a\",\"result\":" + json + "}";
    }

    static String refusal(String code) {
        return "{\"errcode\":88,\"sub_code\":\"" + code + "\",\"errmsg\":\"no\"}";
    }
}
