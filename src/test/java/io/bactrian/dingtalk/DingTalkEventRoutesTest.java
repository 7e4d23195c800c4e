package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.approval.ApprovalEvent;
import io.bactrian.directory.DirectoryEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DingTalkEventRoutesTest {
    private static final Instant NOW = Instant.parse("2026-01-07T00:00:00Z");

    private final CamelContext context = new DefaultCamelContext();
    private final List<Object> approvals = new ArrayList<>();
    private final List<Object> people = new ArrayList<>();
    private ProducerTemplate template;
    private boolean databaseIsAway;

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new DingTalkEventRoutes(Clock.fixed(NOW, ZoneOffset.UTC)));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:approval-event").process(exchange -> {
                    if (databaseIsAway) {
                        throw new IllegalStateException("the database is away");
                    }
                    approvals.add(exchange.getMessage().getBody());
                });
                from("direct:directory-event")
                        .process(exchange -> people.add(exchange.getMessage().getBody()));
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void eachRoomGetsItsEvents() {
        send("bpms_instance_change", Map.of("processInstanceId", "k", "type", "start"));
        send("user_leave_org", Map.of("userId", List.of("a", "b")));

        assertThat(approvals).singleElement().isInstanceOfSatisfying(ApprovalEvent.class, event -> {
            assertThat(event.approvalId()).isEqualTo("k");
            assertThat(event.head().connection()).isEqualTo("acme");
            assertThat(event.head().source()).isEqualTo("callback");
            assertThat(event.head().bornAt()).isEqualTo(1767575537400L);
            assertThat(event.head().arrivedAt()).isEqualTo(NOW.toEpochMilli());
        });
        assertThat(people)
                .singleElement()
                .isInstanceOfSatisfying(
                        DirectoryEvent.class, event -> assertThat(event.ids()).containsExactly("a", "b"));
    }

    @Test
    void whatNobodyNeedsAndWhatIsNoMapCountsAsHandled() {
        send("chat_disband", Map.of("chatId", "c"));
        send("bpms_instance_change", Map.of("type", "start"));
        send("bpms_instance_change", "no map");

        assertThat(approvals).isEmpty();
        assertThat(people).isEmpty();
    }

    @Test
    void whatIsNotCommittedIsThrown() {
        databaseIsAway = true;

        assertThatThrownBy(() -> send("bpms_instance_change", Map.of("processInstanceId", "k", "type", "start")))
                .hasRootCauseMessage("the database is away");
    }

    private void send(String type, Object body) {
        template.sendBodyAndHeaders(
                DingTalkEventRoutes.EVENT,
                body,
                Map.of(
                        DingTalkEventRoutes.CONNECTION, "acme",
                        DingTalkEventRoutes.EVENT_ID, "e-1",
                        DingTalkEventRoutes.EVENT_TYPE, type,
                        DingTalkEventRoutes.BORN_TIME, 1767575537400L,
                        DingTalkEventRoutes.SOURCE, "callback"));
    }
}
