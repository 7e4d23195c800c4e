package io.bactrian.bench;

import io.bactrian.demo.StandIn;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * A platform without limits: every detail lies ready, packed as the stand-in packs it, and costs next to nothing;
 * anything else is handed on to the stand-in, that has made them. It knows just enough HTTP for our own client.
 */
final class Replay implements AutoCloseable {
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final int standInPort;
    private final ServerSocket server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    private final Map<String, byte[]> details = new HashMap<>();
    private final LongAdder served = new LongAdder();

    private Replay(int standInPort) throws IOException {
        this.standInPort = standInPort;
    }

    /** Makes all details of the stand-in's company beforehand. */
    static Replay of(StandIn standIn) throws IOException, InterruptedException {
        Replay replay = new Replay(standIn.port());
        HttpClient client = HttpClient.newHttpClient();
        String token = token(client, standIn);
        for (String id : (Iterable<String>) standIn.company().approvals().map(approval -> approval.id())::iterator) {
            String path = "/v1.0/workflow/processInstances?processInstanceId=" + id;
            HttpRequest request = HttpRequest.newBuilder(URI.create(standIn.url() + path))
                    .header("x-acs-dingtalk-access-token", token)
                    .header("Accept-Encoding", "gzip")
                    .build();
            replay.details.put(path, answer(client.send(request, HttpResponse.BodyHandlers.ofByteArray())));
        }
        thread(replay::accept);
        return replay;
    }

    private static String token(HttpClient client, StandIn standIn) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(standIn.url() + "/v1.0/oauth2/accessToken"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"appKey\":\"" + standIn.clientId() + "\",\"appSecret\":\"" + standIn.clientSecret() + "\"}"))
                .build();
        String answer =
                client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return answer.replaceAll(".*\"accessToken\":\"([^\"]+)\".*", "$1");
    }

    private static byte[] answer(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("the stand-in answered " + new String(response.body(), StandardCharsets.UTF_8));
        }
        String packing = response.headers()
                .firstValue("Content-Encoding")
                .map(coding -> "Content-Encoding: " + coding + "\r\n")
                .orElse("");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + packing + "Content-Length: "
                        + response.body().length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(response.body());
        return bytes.toByteArray();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Details that it served. */
    long served() {
        return served.sum();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                thread(() -> serve(socket));
            }
        } catch (IOException closed) {
            // that is the end
        }
    }

    private void serve(Socket socket) {
        try (socket;
                Socket standIn = new Socket(InetAddress.getLoopbackAddress(), standInPort)) {
            standIn.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            InputStream from = new BufferedInputStream(standIn.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (byte[] request = message(in); request != null; request = message(in)) {
                byte[] detail = details.get(path(request));
                if (detail == null) {
                    standIn.getOutputStream().write(request);
                    out.write(message(from));
                } else {
                    served.increment();
                    out.write(detail);
                }
            }
        } catch (IOException clientLeft) {
            // it opens another connection if it needs one
        }
    }

    private static String path(byte[] request) {
        int from = 0;
        while (request[from] != ' ') {
            from++;
        }
        int to = ++from;
        while (request[to] != ' ') {
            to++;
        }
        return new String(request, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** A request or response with its body, {@code null} at the end. */
    private static byte[] message(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        int matched = 0;
        while (matched < HEAD_END.length) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            bytes.write(next);
            matched = next == HEAD_END[matched] ? matched + 1 : next == HEAD_END[0] ? 1 : 0;
        }
        bytes.writeBytes(in.readNBytes(length(bytes.toString(StandardCharsets.ISO_8859_1))));
        return bytes.toByteArray();
    }

    private static int length(String head) {
        String name = "content-length:";
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name, 0, name.length()))
                .mapToInt(line -> Integer.parseInt(line.substring(name.length()).strip()))
                .findFirst()
                .orElse(0);
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "replay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
