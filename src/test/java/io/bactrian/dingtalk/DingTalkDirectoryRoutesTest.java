package io.bactrian.dingtalk;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bactrian.call.CallDoor;
import io.bactrian.call.CallException;
import io.bactrian.call.CallRoutes;
import io.bactrian.call.Calls;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Pace;
import io.bactrian.call.Purpose;
import io.bactrian.call.TokenStore;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import io.bactrian.directory.Department;
import io.bactrian.directory.DirectoryPage;
import io.bactrian.directory.DirectoryPage.Problem;
import io.bactrian.directory.DirectoryQuery;
import io.bactrian.directory.Member;
import io.bactrian.directory.MemberQuery;
import io.bactrian.store.Database;
import io.bactrian.store.TestDatabases;
import io.bactrian.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

class DingTalkDirectoryRoutesTest {
    private static final String LISTSUB = "/topapi/v2/department/listsub";
    private static final String USER_LIST = "/topapi/v2/user/list";
    private static final String USER_GET = "/topapi/v2/user/get";

    @RegisterExtension
    static final WireMockExtension dingtalk = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final Queue<DirectoryPage<?>> pages = new ConcurrentLinkedQueue<>();
    private final CamelContext context = new DefaultCamelContext();
    private Database database;
    private Connection connection;
    private ProducerTemplate template;

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
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:page").process(DingTalkDirectoryRoutesTest.this::keep);
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
    }

    private static void answer(MappingBuilder call, String json) {
        dingtalk.stubFor(call.willReturn(okJson(json)));
    }

    private static String result(String json) {
        return "{\"errcode\":0,\"errmsg\":\"ok\",\"request_id\":\"4a\",\"result\":" + json + "}";
    }

    private static String refusal(String code) {
        return "{\"errcode\":88,\"sub_code\":\"" + code + "\",\"errmsg\":\"no\"}";
    }

    private static MappingBuilder listsub(long department) {
        return post(urlPathEqualTo(LISTSUB)).withRequestBody(equalToJson("{\"dept_id\":" + department + "}"));
    }

    private static MappingBuilder userList(long cursor) {
        return post(urlPathEqualTo(USER_LIST)).withRequestBody(matchingJsonPath("$[?(@.cursor == " + cursor + ")]"));
    }

    private void readDepartments() {
        ask("direct:dingtalk-departments", null);
    }

    private void readMembers() {
        ask("direct:dingtalk-members", "10");
    }

    private void ask(String endpoint, String department) {
        Calls.request(
                template, endpoint, new DirectoryQuery(connection, null, department, "direct:page"), Object.class);
    }

    private Member readMember() {
        return Calls.request(
                template, "direct:dingtalk-member", new MemberQuery(connection, "0412", Purpose.LIVE), Member.class);
    }

    private List<String> departments() {
        return pages.stream()
                .flatMap(page -> page.items().stream())
                .map(item -> ((Department) item).id())
                .sorted()
                .toList();
    }

    private List<Problem> problems() {
        return pages.stream()
                .map(DirectoryPage::problems)
                .flatMap(Collection::stream)
                .toList();
    }

    @Test
    void theTreeIsReadFromTheRootDown() {
        answer(listsub(1), result("[{\"dept_id\":10,\"parent_id\":1},{\"dept_id\":20,\"parent_id\":1}]"));
        answer(listsub(10), result("[{\"dept_id\":11,\"parent_id\":10}]"));
        readDepartments();
        assertThat(departments()).containsExactly("1", "10", "11", "20");
        Department root = (Department) pages.peek().items().get(0);
        assertThat(root.name()).isEqualTo("公司");
        assertThat(root.parentId()).isNull();
        assertThat(problems()).isEmpty();
    }

    @Test
    void aCircleIsWalkedOnce() {
        answer(listsub(1), result("[{\"dept_id\":10,\"parent_id\":1}]"));
        answer(listsub(10), result("[{\"dept_id\":1,\"parent_id\":10},{\"dept_id\":10,\"parent_id\":10}]"));
        readDepartments();
        assertThat(departments()).containsExactly("1", "10");
    }

    @Test
    void aDepartmentThatCannotBeListedIsAGapAndTheRestGoesOn() {
        answer(listsub(1), result("[{\"dept_id\":10},{\"dept_id\":20}]"));
        answer(listsub(10), refusal("-1"));
        answer(listsub(20), result("[{\"dept_id\":21}]"));
        readDepartments();
        assertThat(departments()).containsExactly("1", "10", "20", "21");
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.id()).isEqualTo("10");
            assertThat(problem.readingIncomplete()).isTrue();
        });
    }

    @Test
    void aDepartmentThatWasJustDeletedIsNoGap() {
        answer(listsub(1), result("[{\"dept_id\":10}]"));
        answer(listsub(10), refusal("60003"));
        readDepartments();
        assertThat(problems()).isEmpty();
    }

    @Test
    void aRootWithoutItsNameIsEnough() {
        answer(post(urlPathEqualTo("/topapi/v2/department/get")), refusal("60011"));
        answer(listsub(1), result("[{\"dept_id\":10}]"));
        readDepartments();
        assertThat(departments()).containsExactly("1", "10");
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.id()).isEqualTo("1");
            assertThat(problem.readingIncomplete()).isFalse();
        });
    }

    @Test
    void aMissingPermissionAtTheRootEndsTheReading() {
        answer(listsub(1), refusal("60011"));
        assertThatThrownBy(this::readDepartments)
                .isInstanceOfSatisfying(
                        CallException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.REFUSED));
    }

    @Test
    void aRefusalThatConcernsEverybodyEndsTheReadingAnywhere() {
        answer(listsub(1), result("[{\"dept_id\":10}]"));
        answer(listsub(10), refusal("60020"));
        assertThatThrownBy(this::readDepartments)
                .isInstanceOfSatisfying(
                        CallException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.REFUSED));
    }

    @Test
    void membersComePageByPage() {
        answer(
                userList(0),
                result("{\"has_more\":\"true\",\"next_cursor\":100,\"list\":[{\"userid\":\"a\"},{\"name\":\"odd\"}]}"));
        answer(userList(100), result("{\"has_more\":false,\"list\":[{\"userid\":\"b\"}]}"));
        readMembers();
        assertThat(pages).hasSize(2);
        assertThat(pages.stream().flatMap(page -> page.items().stream()).map(item -> ((Member) item).userId()))
                .containsExactly("a", "b");
        dingtalk.verify(
                2,
                postRequestedFor(urlPathEqualTo(USER_LIST)).withRequestBody(matchingJsonPath("$[?(@.size == 100)]")));
    }

    @Test
    void aCursorThatDoesNotMoveEndsTheListingAsAGap() {
        answer(userList(0), result("{\"has_more\":true,\"next_cursor\":0,\"list\":[{\"userid\":\"a\"}]}"));
        readMembers();
        assertThat(pages).hasSize(1);
        assertThat(problems()).extracting(Problem::readingIncomplete).containsExactly(true);
    }

    @Test
    void anAnswerWithoutAListIsAGap() {
        answer(userList(0), result("null"));
        readMembers();
        assertThat(problems()).extracting(Problem::readingIncomplete).containsExactly(true);
    }

    @Test
    void aDeletedDepartmentHasNoMembersAndAnInvisibleOneIsAnError() {
        answer(userList(0), refusal("60003"));
        readMembers();
        assertThat(problems()).isEmpty();
        answer(userList(0), refusal("50004"));
        assertThatThrownBy(this::readMembers).isInstanceOf(CallException.class);
    }

    @Test
    void onePersonIsReadOrIsNotThere() {
        answer(post(urlPathEqualTo(USER_GET)), result("{\"userid\":\"0412\",\"name\":\"Li Na\"}"));
        assertThat(readMember().name()).isEqualTo("Li Na");
        answer(post(urlPathEqualTo(USER_GET)), refusal("60121"));
        assertThat(readMember()).isNull();
        answer(post(urlPathEqualTo(USER_GET)), refusal("60011"));
        assertThatThrownBy(this::readMember).isInstanceOf(CallException.class);
    }
}
