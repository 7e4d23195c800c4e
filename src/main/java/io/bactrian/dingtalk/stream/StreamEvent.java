package io.bactrian.dingtalk.stream;

import java.util.Map;

/**
 * An event as it arrived.
 *
 * @param bornAt when it happened by the platform's clock, in milliseconds since 1970; {@code null} if it does not say
 * @param arrivedAt when it arrived by our own
 * @param data what it says
 */
record StreamEvent(String connection, String id, String type, Long bornAt, long arrivedAt, Map<String, Object> data) {}
