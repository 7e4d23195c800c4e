package io.bactrian.promise;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a server on this machine that a test can cut and mend. */
final class CutLine implements AutoCloseable {
    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    CutLine(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Ends every connection, and every new one. */
    void cut() {
        cut = true;
        open.forEach(CutLine::end);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket from = entrance.accept();
                if (cut) {
                    end(from);
                } else {
                    Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
                    start(() -> carry(from, to));
                    start(() -> carry(to, from));
                }
            }
        } catch (IOException e) {
            open.forEach(CutLine::end);
        }
    }

    private void carry(Socket from, Socket to) {
        open.add(from);
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            if (!cut) {
                in.transferTo(out);
            }
        } catch (IOException e) {
            // cut, or at its end
        } finally {
            end(from);
            end(to);
            open.remove(from);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "cut-line");
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
