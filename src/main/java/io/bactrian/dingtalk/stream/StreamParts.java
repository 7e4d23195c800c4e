package io.bactrian.dingtalk.stream;

import io.bactrian.connection.Connections;
import io.bactrian.event.Gaps;
import io.bactrian.event.StreamLives;
import io.bactrian.event.StreamStates;
import java.time.Clock;
import org.apache.camel.ProducerTemplate;

/** What streams need of the runtime; {@code template} sends to the door. */
public record StreamParts(
        Connections connections,
        StreamOptions options,
        ProducerTemplate template,
        Gaps gaps,
        StreamLives lives,
        StreamStates states,
        Clock clock) {}
