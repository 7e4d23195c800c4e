package io.bactrian.dingtalk.callback;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallRoutes;
import io.bactrian.call.Calls;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import io.bactrian.connection.Settings;
import io.bactrian.dingtalk.DingTalkCallRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;

/**
 * The calls that tell DingTalk where to push to, of its old API generation. What the platform refuses is a
 * {@link io.bactrian.call.CallException}; a setting that is missing a {@link io.bactrian.connection.SettingException}.
 */
public final class CallbackApi {
    /** What we want to hear of: approvals, people and departments. */
    public static final List<String> TAGS = List.of(
            "bpms_instance_change",
            "bpms_task_change",
            "user_add_org",
            "user_modify_org",
            "user_leave_org",
            "user_active_org",
            "org_dept_create",
            "org_dept_modify",
            "org_dept_remove");

    private static final String FOLDER = "/call_back/";

    private final ProducerTemplate template;

    public CallbackApi(ProducerTemplate template) {
        this.template = template;
    }

    /** Registers the address of the settings; the platform posts to it before it answers. */
    public void register(Connection connection) {
        post(connection, "register_call_back");
    }

    /** Changes what is registered to what the settings say; the platform posts to the address before it answers. */
    public void update(Connection connection) {
        post(connection, "update_call_back");
    }

    /** What is registered. */
    public Registered show(Connection connection) {
        JsonNode answer = get(connection, Purpose.REPLAY, "get_call_back").json();
        List<String> tags = new ArrayList<>();
        answer.path("call_back_tag").forEach(tag -> tags.add(tag.asText()));
        return new Registered(
                answer.path("url").asText(""),
                tags,
                new Secret(answer.path("token").asText("")),
                new Secret(answer.path("aes_key").asText("")));
    }

    /** Takes the registration away. */
    public void remove(Connection connection) {
        get(connection, Purpose.REPLAY, "delete_call_back");
    }

    /** The next pushes that failed; the platform forgets them with this answer. */
    ApiAnswer takeFailed(Connection connection) {
        return get(connection, Purpose.LIVE, "get_call_back_failed_result");
    }

    private ApiAnswer get(Connection connection, Purpose purpose, String name) {
        return call(ApiCall.get(connection, purpose, DingTalkCallRules.OAPI, FOLDER + name));
    }

    private void post(Connection connection, String name) {
        EventSettings.Callback callback = settings(connection);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("call_back_tag", TAGS);
        body.put("token", callback.token());
        body.put("aes_key", callback.aesKey());
        body.put(
                "url",
                callback.url()
                        .orElseThrow(() -> Settings.refuse(
                                "connection." + connection.name() + ".callback-url",
                                "is not set",
                                "the public address that DingTalk pushes to, such as"
                                        + " https://bactrian.example.com/callback/dingtalk/" + connection.name())));
        call(ApiCall.post(connection, Purpose.REPLAY, DingTalkCallRules.OAPI, FOLDER + name, body));
    }

    private static EventSettings.Callback settings(Connection connection) {
        return connection
                .events()
                .callback()
                .orElseThrow(() -> Settings.refuse(
                        "connection." + connection.name() + ".callback-token",
                        "is not set",
                        "the token of the callback, 3 to 64 letters and digits"));
    }

    private ApiAnswer call(ApiCall call) {
        return Calls.request(template, CallRoutes.CALL, call, ApiAnswer.class);
    }

    /** What the platform holds as our callback. */
    public record Registered(String url, List<String> tags, Secret token, Secret aesKey) {}
}
