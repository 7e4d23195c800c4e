package io.bactrian.dingtalk.stream;

/** Who wants events of a stream; one that is equal to another takes its place. Called by many threads at the same time. */
interface StreamSubscriber {
    boolean wants(String eventType);

    /** Returns when what the event says is committed; throws when it is not. */
    void handle(StreamEvent event) throws Exception;
}
