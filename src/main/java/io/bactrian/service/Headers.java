package io.bactrian.service;

import java.time.Duration;
import org.apache.camel.Message;
import org.apache.camel.util.TimeUtils;

/** Settings that a schedule hands over in headers. */
final class Headers {
    private Headers() {}

    static Duration duration(Message request, String name, Duration otherwise) {
        String text = request.getHeader(name, String.class);
        return text == null || text.isBlank() ? otherwise : TimeUtils.toDuration(text);
    }

    static int number(Message request, String name, int otherwise) {
        return request.getHeader(name, otherwise, Integer.class);
    }
}
