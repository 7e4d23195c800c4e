package io.bactrian.promise;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire between a client and a server on this machine, which can be cut and mended. Thread-safe. */
final class CutWire implements AutoCloseable {
    private final ServerSocket door;
    private final String host;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean silent;

    CutWire(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::letIn);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Everything that goes through it breaks, and nothing gets through any more. */
    void cut() {
        cut = true;
        open.forEach(CutWire::close);
    }

    /** What goes in does not come out, and nobody is told. */
    void silence() {
        silent = true;
    }

    void mend() {
        cut = false;
        silent = false;
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                // the client finds out by himself
                continue;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        if (cut) {
            client.close();
            return;
        }
        Socket server = new Socket(host, port);
        open.add(client);
        open.add(server);
        start(() -> carry(client, server));
        start(() -> carry(server, client));
        if (cut) {
            // it was cut in between, and may have been mended since
            close(client);
            close(server);
        }
    }

    private void carry(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] some = new byte[8192];
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                if (!silent) {
                    out.write(some, 0, n);
                }
            }
        } catch (IOException e) {
            // it was cut, or one side has gone
        } finally {
            close(from);
            close(to);
            open.removeAll(List.of(from, to));
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "cut-wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
