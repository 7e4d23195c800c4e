package io.bactrian.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What each of the processes that run tests side by side has for itself: a folder, and ports. */
public final class TestProcess {
    /** The setting with which the shipped schedules do not strike in the middle of a test. */
    public static final Map<String, String> STOPPED_CLOCK =
            Map.of("camel.component.quartz.auto-start-scheduler", "false");

    private static final int NUMBER = Integer.getInteger("bactrian.test.process", 1);
    /** Below those that the system gives to whoever asks for any, so that nobody else gets one in the meantime. */
    private static final int FIRST_PORT = 10_000;

    /** Of each process, so that those side by side never come to the same ones. */
    private static final int PORTS = 5_500;

    private static final int PROCESSES = 4;
    private static final int FIRST_OF_MINE = FIRST_PORT + NUMBER % PROCESSES * PORTS;
    /** Begun anywhere, for tests of another checkout. */
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(new SecureRandom().nextInt(PORTS));

    private TestProcess() {}

    /** The folder of an installation. */
    public static Path home() {
        return Path.of("target", "tests-" + NUMBER);
    }

    /** A port of the loopback at which nobody listens, and no other test will. */
    public static int freePort() {
        for (int i = 0; i < PORTS; i++) {
            int port = FIRST_OF_MINE + NEXT_PORT.getAndIncrement() % PORTS;
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException e) {
                // somebody listens there
            }
        }
        throw new IllegalStateException("Every port is taken");
    }
}
