package io.bactrian.dingtalk.stream;

import io.bactrian.connection.LogFields;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names threads after what they do and for which connection, and lets none of them keep a process alive. */
final class StreamThreads {
    private StreamThreads() {}

    static ThreadFactory of(String connection, String what) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(
                    LogFields.about(connection, work),
                    "dingtalk-stream-" + connection + "-" + what + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
