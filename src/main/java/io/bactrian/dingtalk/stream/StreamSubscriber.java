package io.bactrian.dingtalk.stream;

/** Who wants events of a stream. Called by many threads at the same time. */
interface StreamSubscriber {
    boolean wants(String eventType);

    /** Returns when what the event says is committed; throws when it is not. */
    void handle(StreamEvent event) throws Exception;
}
