package io.bactrian.message;

import io.bactrian.BactrianRuntime;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Mail;
import io.bactrian.demo.StandIn;
import io.bactrian.demo.wecom.WeComStandIn;
import io.bactrian.store.TestProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Bactrian with a connection and a channel on each platform, and stand-ins behind them. */
final class SendingWorld implements AutoCloseable {
    static final String DINGTALK_KEY = "d0123456789abcdef";
    static final String WECOM_KEY = "w0123456-789a-bcde";

    final MessageBench.HandClock clock = new MessageBench.HandClock();
    final StandIn dingtalk;
    final WeComStandIn wecom;
    final Map<String, String> settings = new HashMap<>();
    final BactrianRuntime runtime;
    final List<String> people;
    private int words;

    SendingWorld(Map<String, String> database) {
        Company company = Company.of(CompanySize.small(clock.instant()), clock);
        dingtalk = StandIn.start(company, 0, clock);
        wecom = WeComStandIn.start(company, 0, clock);
        dingtalk.robots().add(DINGTALK_KEY, "SECdemo");
        wecom.addRobot(WECOM_KEY);
        people = company.members().stream().map(person -> person.userid()).toList();
        settings.putAll(database);
        settings.put("connection.dingtalk.client-id", dingtalk.clientId());
        settings.put("connection.dingtalk.client-secret", dingtalk.clientSecret());
        settings.put("connection.dingtalk.agent-id", String.valueOf(dingtalk.agentId()));
        settings.put("connection.dingtalk.api-base-url", dingtalk.url());
        settings.put("connection.dingtalk.oapi-base-url", dingtalk.url());
        settings.put("connection.dingtalk.calls-per-second", "unlimited");
        settings.put("connection.dingtalk.monthly-calls", "unlimited");
        settings.put("connection.wecom.corp-id", wecom.corpId());
        settings.put("connection.wecom.secret", wecom.secret());
        settings.put("connection.wecom.agent-id", String.valueOf(WeComStandIn.AGENT_ID));
        settings.put("connection.wecom.api-base-url", wecom.url());
        settings.put("connection.wecom.calls-per-second", "unlimited");
        settings.put("channel.dingtalk.url", dingtalk.url() + "/robot/send?access_token=" + DINGTALK_KEY);
        settings.put("channel.dingtalk.secret", "SECdemo");
        settings.put("channel.wecom.url", wecom.url() + "/cgi-bin/webhook/send?key=" + WECOM_KEY);
        settings.put("call.timeout", "20s");
        settings.put("call.retry-delay", "10ms");
        settings.put(
                "bactrian.routes",
                Path.of("target", "no-routes").toAbsolutePath().toString());
        runtime = BactrianRuntime.start(TestProcess.home(), Map.of(), settings, clock);
    }

    Receipt send(Map<String, ?> message) {
        return Calls.request(runtime.template(), MessageRoutes.SEND, message, Receipt.class);
    }

    Receipt receipt(Receipt of) {
        return runtime.messaging().receipt(of.id());
    }

    /** Sends what is due, and asks for receipts. */
    void carry(String connection) {
        Connection sender = runtime.messaging().senders().stream()
                .filter(one -> one.name().equals(connection))
                .findFirst()
                .orElseThrow();
        runtime.messaging().carryDue(sender, () -> false);
    }

    /** Words that nobody has had. */
    String fresh() {
        return "第" + words++ + "条消息";
    }

    Map<String, Object> message(String connection, String users, Object... more) {
        Map<String, Object> message =
                new HashMap<>(Map.of("connection", connection, "content", fresh(), "users", users));
        for (int i = 0; i < more.length; i += 2) {
            message.put((String) more[i], more[i + 1]);
        }
        return message;
    }

    List<Mail> mails(String connection, String person) {
        return connection.equals("dingtalk")
                ? dingtalk.mailbox().of(person)
                : wecom.mailbox().of(person);
    }

    Mail last(String connection, String person) {
        List<Mail> mails = mails(connection, person);
        return mails.get(mails.size() - 1);
    }

    @Override
    public void close() {
        runtime.close();
        dingtalk.close();
        wecom.close();
    }
}
