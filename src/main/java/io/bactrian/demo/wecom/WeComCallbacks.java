package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.demo.CallbackCrypto;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanyEvent;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/**
 * Pushes what happens to the one address that is set, encrypted, three times at most if it is not answered with 200. By
 * one thread, so in order. Thread-safe.
 */
public final class WeComCallbacks implements AutoCloseable {
    private static final Duration CHECK_PATIENCE = Duration.ofSeconds(1);
    private static final Duration PUSH_PATIENCE = Duration.ofSeconds(5);
    private static final int TRIES = 3;
    private static final Map<String, String[]> CONTACTS = Map.of(
            "user_add_org", new String[] {"create_user", "UserID"},
            "user_modify_org", new String[] {"update_user", "UserID"},
            "user_leave_org", new String[] {"delete_user", "UserID"},
            "org_dept_create", new String[] {"create_party", "Id"},
            "org_dept_modify", new String[] {"update_party", "Id"},
            "org_dept_remove", new String[] {"delete_party", "Id"});

    /** What is wrong with a push. */
    public enum Fault {
        NOTHING,
        WRONG_SIGNATURE,
        /** Encrypted for another company. */
        WRONG_RECEIVER
    }

    /** One push, and how its last try was answered: an HTTP status, or 0. */
    public record Push(String message, int status, int tries) {}

    private record Target(String url, String token, String aesKey) {}

    private final Company company;
    private final String corpId;
    private final ExecutorService sender;
    private final List<Push> pushes = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CHECK_PATIENCE)
            .build();
    private volatile Target target;
    private volatile Fault fault = Fault.NOTHING;

    WeComCallbacks(Company company, String corpId, ThreadFactory threads) {
        this.company = company;
        this.corpId = corpId;
        this.sender = Executors.newSingleThreadExecutor(threads);
    }

    /**
     * Sets the address as in the admin console, for approvals and for people.
     *
     * @throws IllegalStateException if it does not answer the check with its text within a second
     */
    public void configure(String url, String token, String aesKey) {
        CallbackCrypto crypto = new CallbackCrypto(token, aesKey, corpId);
        String text = Long.toString(System.nanoTime());
        String encrypted = crypto.encrypt(text);
        HttpRequest check = HttpRequest.newBuilder(URI.create(url + "?" + query(crypto, encrypted) + "&echostr="
                        + URLEncoder.encode(encrypted, StandardCharsets.UTF_8)))
                .timeout(CHECK_PATIENCE)
                .GET()
                .build();
        try {
            HttpResponse<String> answer = http.send(check, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().equals(text)) {
                throw new IllegalStateException(url + " answered the check with " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new IllegalStateException(url + " did not answer the check", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (target == null) {
            company.onEvent(this::happened);
        }
        target = new Target(url, token, aesKey);
    }

    /** What is wrong with the pushes from now on. */
    public WeComCallbacks wrong(Fault newFault) {
        fault = newFault;
        return this;
    }

    /** Every push that was answered or given up. */
    public synchronized List<Push> pushes() {
        return List.copyOf(pushes);
    }

    void approval(ObjectNode info, int change) {
        push(EventXml.approval(corpId, System.currentTimeMillis() / 1000, info, change));
    }

    private void happened(CompanyEvent event) {
        String[] words = CONTACTS.get(event.type());
        if (words == null) {
            return;
        }
        for (String field : List.of("userId", "deptId")) {
            event.data()
                    .path(field)
                    .forEach(id -> push(EventXml.contact(
                            corpId, event.bornAt() / 1000, words[0], words[1], WeComPeople.userId(id.asText()))));
        }
    }

    /** Pushes a message, whatever it is. */
    public void push(String message) {
        Target now = target;
        if (now == null) {
            return;
        }
        try {
            sender.execute(() -> send(now, message));
        } catch (RejectedExecutionException closing) {
            // nobody is left to hear of it
        }
    }

    private void send(Target to, String message) {
        int status = 0;
        int tries = 0;
        while (tries < TRIES && status != 200) {
            tries++;
            status = once(to, message);
        }
        synchronized (this) {
            pushes.add(new Push(message, status, tries));
        }
    }

    private int once(Target to, String message) {
        Fault now = fault;
        CallbackCrypto crypto =
                new CallbackCrypto(to.token, to.aesKey, now == Fault.WRONG_RECEIVER ? "wwsomebodyelse" : corpId);
        String encrypted = crypto.encrypt(message);
        String query = query(crypto, encrypted);
        if (now == Fault.WRONG_SIGNATURE) {
            query = query.replaceFirst("msg_signature=.", "msg_signature=x");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(to.url + "?" + query))
                .timeout(PUSH_PATIENCE)
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<xml><ToUserName><![CDATA[" + corpId
                        + "]]></ToUserName><AgentID><![CDATA[" + WeComStandIn.AGENT_ID
                        + "]]></AgentID><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>"))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static String query(CallbackCrypto crypto, String encrypted) {
        String timestamp = Long.toString(System.currentTimeMillis() / 1000);
        String nonce = UUID.randomUUID().toString().substring(0, 8);
        return "msg_signature=" + crypto.signature(timestamp, nonce, encrypted) + "&timestamp=" + timestamp + "&nonce="
                + nonce;
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }
}
