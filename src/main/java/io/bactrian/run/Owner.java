package io.bactrian.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Who holds a run or a piece of work: a process on a machine. Two processes are the same only when host, number and
 * (nearly) start agree, so that a number that was given out again (in a container it is always 1) fools nobody.
 *
 * @param host the machine's name
 * @param pid the process's number there
 * @param startedAt when it was started, in milliseconds
 */
public record Owner(String host, long pid, long startedAt) {
    /** By so much may the start of one process move: the system derives it from a clock that may be set. */
    private static final long START_MAY_MOVE = 5000;

    private static final Owner SELF = self();

    /** This process. */
    public static Owner current() {
        return SELF;
    }

    /** The text form that tables hold. */
    public String code() {
        return host + ":" + pid + ":" + startedAt;
    }

    /** Whether the process behind that text form is known to have ended; of another machine we never know. */
    public static boolean hasEnded(String code) {
        return parse(code)
                .filter(owner -> owner.host.equals(SELF.host))
                .map(owner -> !owner.isAlive())
                .orElse(false);
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(handle -> Math.abs(startOf(handle) - startedAt) <= START_MAY_MOVE)
                .orElse(false);
    }

    private static Optional<Owner> parse(String code) {
        String[] parts = code.split(":");
        try {
            return parts.length == 3
                    ? Optional.of(new Owner(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Owner self() {
        ProcessHandle handle = ProcessHandle.current();
        return new Owner(hostName(), handle.pid(), startOf(handle));
    }

    private static long startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replace(':', '-');
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
