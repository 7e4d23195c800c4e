package io.bactrian.dingtalk.stream;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** DingTalk's Stream mode as a Camel component, on the official SDK: {@code dingtalk-stream:events}. */
@Component("dingtalk-stream")
public class DingTalkStreamComponent extends DefaultComponent {
    private static final String EVENTS = "events";

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (!EVENTS.equals(remaining)) {
            throw new IllegalArgumentException(
                    "dingtalk-stream:" + remaining + " is not known; there is only " + "dingtalk-stream:" + EVENTS);
        }
        DingTalkStreamEndpoint endpoint = new DingTalkStreamEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
