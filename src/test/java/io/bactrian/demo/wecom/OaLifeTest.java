package io.bactrian.demo.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bactrian.demo.CallbackCrypto;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OaLifeTest {
    private static final String TOKEN = "demoToken01";
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private final AtomicInteger checks = new AtomicInteger();

    @Test
    void nothingHappensBeforeSomebodyListensThenEverythingIsPushed() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        try (WeComStandIn standIn = WeComStandIn.start(
                Company.of(CompanySize.small(Instant.now()).withPeople(20).withApprovals(0)))) {
            OaLife life = OaLife.start(standIn, Duration.ofMillis(5), 20, url, TOKEN, KEY);
            await().until(() -> standIn.callbacks().pushes().size() >= 40);
            life.close();

            assertThat(checks).as("the first two were not answered").hasValueGreaterThan(2);
            assertThat(standIn.callbacks().pushes().get(0).message()).contains("<StatuChangeEvent>1<");
            assertThat(standIn.callbacks().pushes()).allMatch(push -> push.status() == 200);
            assertThat(standIn.approvals().all().stream()
                            .map(info -> info.path("sp_status").asInt())
                            .distinct())
                    .contains(OaApproval.RUNNING, OaApproval.APPROVED);
        } finally {
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] answer = new byte[0];
        int status = 200;
        if ("GET".equals(exchange.getRequestMethod())) {
            status = checks.incrementAndGet() <= 2 ? 503 : 200;
            String query = exchange.getRequestURI().getRawQuery();
            String echo = query.substring(query.indexOf("echostr=") + "echostr=".length());
            answer = new CallbackCrypto(TOKEN, KEY, WeComStandIn.CORP_ID)
                    .decrypt(URLDecoder.decode(echo, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
        }
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
