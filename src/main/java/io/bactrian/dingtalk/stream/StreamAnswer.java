package io.bactrian.dingtalk.stream;

import com.dingtalk.open.app.stream.network.api.Context;
import com.dingtalk.open.app.stream.protocol.event.AckPayload;
import com.dingtalk.open.app.stream.protocol.event.EventAckStatus;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** The one answer to one event, whoever is the first to give it. Thread-safe. */
final class StreamAnswer {
    private final Context context;
    private final AtomicBoolean given = new AtomicBoolean();
    private volatile Future<?> deadline;

    StreamAnswer(Context context) {
        this.context = context;
    }

    void atTheLatest(Future<?> task) {
        deadline = task;
    }

    boolean isGiven() {
        return given.get();
    }

    /** Gives whether it was the first. */
    boolean give(EventAckStatus status) {
        if (!given.compareAndSet(false, true)) {
            return false;
        }
        Future<?> task = deadline;
        if (task != null) {
            task.cancel(false);
        }
        AckPayload payload = new AckPayload();
        payload.setStatus(status);
        context.replay(payload);
        return true;
    }
}
