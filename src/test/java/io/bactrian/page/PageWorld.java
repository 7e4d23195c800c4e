package io.bactrian.page;

import static org.awaitility.Awaitility.await;

import io.bactrian.demo.CompanySize;
import io.bactrian.promise.LiveWorld;
import io.bactrian.store.TestDatabases;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running service with something of everything that the page shows. */
final class PageWorld implements AutoCloseable {
    static final String EVIL = "<script>window.hacked=1</script><img src=x onerror=window.hacked=2> \"'&";

    private final LiveWorld world;
    private final List<String> approvals = new ArrayList<>();

    PageWorld(Map<String, String> settings) {
        world = new LiveWorld(
                TestDatabases.H2.fresh(),
                CompanySize.small(Instant.now()).withApprovals(0).withPeople(20),
                settings);
    }

    /** Starts it, when a month's calls and some runs are there already. */
    PageWorld start() {
        world.look();
        past();
        world.stop();
        world.start();
        return this;
    }

    LiveWorld world() {
        return world;
    }

    /** Ids of approvals that are running. */
    List<String> approvals() {
        return approvals;
    }

    /** Fills it. */
    PageWorld fill() {
        world.syncPeople();
        world.runtime().template().sendBody("direct:schedule-templates", "");
        world.runtime().template().sendBody("direct:schedule-people", "");
        List<String> people = world.company().members().stream()
                .map(person -> person.userid())
                .toList();
        for (int i = 0; i < 6; i++) {
            approvals.add(world.company()
                    .start(
                            world.company()
                                    .templates()
                                    .get(i % world.company().templates().size())
                                    .processCode(),
                            people.get(i),
                            people.subList(i + 1, i + 3)));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> world.number("SELECT COUNT(*) FROM process_instance WHERE read_at IS NOT NULL") == 6);
        world.settle();
        for (int i = 0; i < approvals.size(); i++) {
            update(
                    "UPDATE process_instance SET create_time = TIMESTAMPADD(HOUR, ?, create_time)"
                            + " WHERE process_instance_id = ?",
                    -40 * i * i - 1,
                    approvals.get(i));
        }
        update("UPDATE process_instance SET title = ? WHERE process_instance_id = ?", EVIL, approvals.get(5));
        fail(approvals.get(5), "The platform answered with 88, ding talk error " + EVIL);
        fail("no-such-approval", "Its form cannot be read: component 3 holds no JSON.");
        return this;
    }

    private void past() {
        long now = System.currentTimeMillis();
        ZoneId zone = world.runtime().zone();
        long first = YearMonth.now(zone).atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
        run("sync-users", "succeeded", first, 3120, 0, null);
        run(
                "history",
                "failed",
                Math.max(first, now - 100_000_000),
                4211,
                3,
                "3 approvals could not be read; ./bactrian failed shows them.");
        run("sweep", "succeeded", now - 700_000, 20, 0, null);
        run("new", "succeeded", now - 400_000, 2, 0, null);
        usage("history", 1240);
        usage("live", 860);
        usage("sweep", 310);
    }

    /** A row on the list that has failed. */
    void fail(String id, String error) {
        update(
                "INSERT INTO work_item (connection_name, process_instance_id, purpose, priority, state, due_at, asked_at,"
                        + " asked_again, attempts, error_class, error, failed_at)"
                        + " VALUES ('dingtalk', ?, 'live', 0, 'failed', 0, 0, FALSE, 4, 'PERMANENT', ?, ?)",
                id,
                error,
                System.currentTimeMillis() - 95_000);
    }

    private void run(String command, String state, long started, int read, int failed, String message) {
        update(
                "INSERT INTO run (connection_name, command, arguments, state, owner, started_at, seen_at, ended_at,"
                        + " items_read, items_new, items_changed, items_unchanged, items_failed, calls, message)"
                        + " VALUES ('dingtalk', ?, '', ?, 'another', ?, ?, ?, ?, ?, 5, 0, ?, ?, ?)",
                command,
                state,
                started,
                started + 83_000,
                started + 83_000,
                read,
                read / 2,
                failed,
                read + 7,
                message);
    }

    private void usage(String purpose, int calls) {
        update(
                "INSERT INTO api_usage (connection_name, usage_month, interface, purpose, metered, calls, refused)"
                        + " VALUES ('dingtalk', ?, 'of the test', ?, TRUE, ?, 0)",
                YearMonth.now(world.runtime().zone()).toString(),
                purpose,
                calls);
    }

    void update(String sql, Object... values) {
        world.runtime().tables().jdbc().getJdbcTemplate().update(sql, values);
    }

    String url() {
        return "http://" + world.runtime().managementAddress() + "/";
    }

    /** An answer as it came: its first line, its headers and its body. */
    record Answer(int status, String head, String body) {}

    /** What is written is what is sent; {@code headers} are whole lines. */
    Answer ask(String method, String path, List<String> headers, String body) throws IOException {
        return ask(world.runtime().managementAddress().host(), method, path, headers, body);
    }

    private Answer ask(String host, String method, String path, List<String> headers, String body) throws IOException {
        try (Socket socket =
                new Socket(host, world.runtime().managementAddress().port())) {
            socket.setSoTimeout(20_000);
            StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
            headers.forEach(header -> request.append(header).append("\r\n"));
            request.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n\r\n")
                    .append(body);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            return new Answer(
                    Integer.parseInt(answer.split(" ", 3)[1]), answer.substring(0, end), answer.substring(end + 4));
        }
    }

    @Override
    public void close() {
        world.close();
    }
}
