package io.bactrian.wecom.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.ApprovalEvent;
import io.bactrian.callback.CallbackCrypto;
import io.bactrian.directory.DirectoryEvent;
import io.bactrian.promise.TravelClock;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeCom pushes is told and answered; what is not WeCom's gets a short answer, and nothing is told. */
class WeComCallbackTest {
    private static final String EVENT =
            "<xml><ToUserName>wwcorp0000000001</ToUserName><CreateTime>1767582000</CreateTime><MsgType>event</MsgType>"
                    + "<Event>sys_approval_change</Event><ApprovalInfo><SpNoStr>202601050001</SpNoStr>"
                    + "<SpStatus>1</SpStatus><StatuChangeEvent>1</StatuChangeEvent></ApprovalInfo></xml>";

    private static final TravelClock CLOCK = new TravelClock();
    private static WeComCallbackServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new WeComCallbackServer(CLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.told.clear();
        server.handler = exchange -> {};
    }

    @ParameterizedTest
    @ValueSource(strings = {"5927782489442352469", "a text of 22 letters !", "汉字 with & and = and +", ""})
    void theCheckOfTheAddressIsAnsweredWithItsTextToTheLetter(String text) throws Exception {
        HttpResponse<String> answer = server.check(text);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(text);
        assertThat(answer.headers().map().keySet()).containsExactlyInAnyOrder("content-length", "content-type");
        assertThat(server.told).isEmpty();
    }

    @Test
    void aCheckThatIsForgedOrSaysNothingIsRefused() throws Exception {
        String encrypted = server.crypto.encrypt("1");

        assertRefused(
                403,
                server.send(server.request(
                                server.address(server.now(), server.nonce(), encrypted + "x") + "&echostr=" + "YWJj")
                        .GET()));
        assertRefused(
                400,
                server.send(server.request(server.address(server.now(), server.nonce(), encrypted))
                        .GET()));
    }

    @Test
    void anEventIsToldAndAnsweredWithNothing() throws Exception {
        HttpResponse<String> answer = server.push(EVENT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        ApprovalEvent event = (ApprovalEvent) server.told.remove();
        assertThat(event.approvalId()).isEqualTo("202601050001");
        assertThat(event.head().connection()).isEqualTo("wecom");
        assertThat(event.head().arrivedAt()).isLessThanOrEqualTo(CLOCK.millis());
    }

    @Test
    void aChangeOfPeopleIsToldToTheDirectory() throws Exception {
        server.push("<xml><Event>change_contact</Event><ChangeType>delete_user</ChangeType><UserID>u1</UserID></xml>");

        assertThat(((DirectoryEvent) server.told.remove()).ids()).isEqualTo(List.of("u1"));
    }

    @Test
    void whatNobodyNeedsIsReceivedAllTheSame() throws Exception {
        assertThat(server.push("<xml><Event>subscribe</Event></xml>").statusCode())
                .isEqualTo(200);
        assertThat(server.told).isEmpty();
    }

    @Test
    void whatIsNotStoredIsAskedForAgainAndTakenToTheLetter() throws Exception {
        String encrypted = server.crypto.encrypt(EVENT);
        String address = server.address(server.now(), server.nonce(), encrypted);
        server.handler = exchange -> {
            throw new IllegalStateException("a secret of the database");
        };

        assertRefused(500, server.post(address, WeComCallbackServer.body(encrypted)));
        server.handler = exchange -> {};
        assertThat(server.post(address, WeComCallbackServer.body(encrypted)).statusCode())
                .isEqualTo(200);
        assertThat(server.told).hasSize(1);
    }

    @Test
    void aForgedOneIsRefused() throws Exception {
        String encrypted = server.crypto.encrypt(EVENT);
        String other = server.crypto.encrypt(EVENT.replace("0001", "0002"));
        String address = server.address(server.now(), server.nonce(), encrypted);

        assertRefused(403, server.post(address, WeComCallbackServer.body(other)));
        assertRefused(
                403,
                server.post(
                        address.replaceFirst("msg_signature=.{8}", "msg_signature=00000000"),
                        WeComCallbackServer.body(encrypted)));
        assertRefused(403, server.post(address.replace("nonce=", "nonce=x"), WeComCallbackServer.body(encrypted)));
    }

    @Test
    void oneWhoseAnswerWasLostIsAnsweredAgainAndToldOnce() throws Exception {
        String encrypted = server.crypto.encrypt(EVENT);
        String address = server.address(server.now(), server.nonce(), encrypted);
        for (int time = 1; time <= 3; time++) {
            HttpResponse<String> answer = server.post(address, WeComCallbackServer.body(encrypted));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(server.told).hasSize(1);
    }

    @Test
    void anOldOneIsRefusedAlsoWhereItWasStored() throws Exception {
        String encrypted = server.crypto.encrypt(EVENT);
        String address = server.address(server.now(), server.nonce(), encrypted);
        assertThat(server.post(address, WeComCallbackServer.body(encrypted)).statusCode())
                .isEqualTo(200);
        server.told.clear();

        CLOCK.jump(Duration.ofMinutes(6));
        assertRefused(403, server.post(address, WeComCallbackServer.body(encrypted)));
    }

    @Test
    void oneThatComesAgainWhileItIsBeingStoredIsAskedForOnceMore() throws Exception {
        String encrypted = server.crypto.encrypt(EVENT);
        String address = server.address(server.now(), server.nonce(), encrypted);
        List<HttpResponse<String>> meanwhile = new ArrayList<>();
        server.handler = exchange -> meanwhile.add(server.post(address, WeComCallbackServer.body(encrypted)));

        assertThat(server.post(address, WeComCallbackServer.body(encrypted)).statusCode())
                .isEqualTo(200);
        assertThat(meanwhile).hasSize(1);
        assertThat(meanwhile.get(0).statusCode()).isEqualTo(503);
        assertThat(server.told).hasSize(1);
    }

    @Test
    void whoOverheardAPushOrACheckIsNotToldWhatIsInIt() throws Exception {
        for (String text : List.of(EVENT, "5927782489442352469")) {
            String encrypted = server.crypto.encrypt(text);
            String address = server.address(server.now(), server.nonce(), encrypted);
            String check = address + "&echostr=" + URLEncoder.encode(encrypted, StandardCharsets.UTF_8);
            HttpResponse<String> first = text.equals(EVENT)
                    ? server.post(address, WeComCallbackServer.body(encrypted))
                    : server.send(server.request(check).GET());
            assertThat(first.statusCode()).isEqualTo(200);
            server.told.clear();

            assertRefused(403, server.send(server.request(check).GET()));
        }
    }

    @Test
    void oneForAnotherCompanyIsRefused() throws Exception {
        CallbackCrypto stranger = WeComCallbackServer.crypto(WeComCallbackServer.TOKEN, "wwcorp0000000002");
        String encrypted = stranger.encrypt(EVENT);

        assertRefused(
                403,
                server.post(
                        server.address(server.now(), server.nonce(), encrypted), WeComCallbackServer.body(encrypted)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<xml",
                "{}",
                "<xml/>",
                "<xml><Encrypt/></xml>",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><xml><Encrypt>&a;</Encrypt></xml>"
            })
    void aBodyThatIsNotTheXmlItShouldBeIsMalformed(String body) throws Exception {
        assertRefused(400, server.post(server.address(server.now(), server.nonce(), "x"), body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no xml", "", "<xml>", "<!DOCTYPE x [<!ENTITY a \"b\">]><xml><Event>&a;</Event></xml>"})
    void aSignedMessageThatIsNoneIsMalformed(String message) throws Exception {
        assertRefused(400, server.push(message));
    }

    @Test
    void whatIsBiggerThanAnEventIsRefused() throws Exception {
        String encrypted = server.crypto.encrypt(EVENT);

        assertRefused(
                413,
                server.post(
                        server.address(server.now(), server.nonce(), encrypted),
                        WeComCallbackServer.body(encrypted) + " ".repeat(65_536)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/callback/wecom/unknown?", "/callback/wecom/silent?", "/callback/wecom/shop?"})
    void anAddressThatIsNoneIsNotThere(String path) throws Exception {
        String encrypted = server.crypto.encrypt(EVENT);
        String address = server.address(server.now(), server.nonce(), encrypted);

        assertRefused(
                404, server.post(address.replace(WeComCallbackServer.PATH, path), WeComCallbackServer.body(encrypted)));
    }

    @Test
    void otherMethodsAreNotServed() throws Exception {
        HttpResponse<String> answer = server.send(
                server.request(WeComCallbackServer.PATH).method("PUT", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, POST");
    }

    private void assertRefused(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).matches("\\{\"error\":\"[a-z ,]{5,60}\"}");
        assertThat(server.told).isEmpty();
    }
}
