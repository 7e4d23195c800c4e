package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The token calls of both generations, and what the app may see. */
final class TokenApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Tokens tokens;
    private final Faults faults;

    TokenApi(Tokens tokens, Faults faults) {
        this.tokens = tokens;
        this.faults = faults;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.open("POST /v1.0/oauth2/accessToken", this::accessToken),
                Endpoint.open("GET /gettoken", this::getToken),
                Endpoint.free("GET /auth/scopes", call -> scopes()));
    }

    private Reply accessToken(Call call) {
        ObjectNode body = call.body();
        if (wrong(body.path("appKey").asText(), body.path("appSecret").asText())) {
            throw new Rejected(
                    Reply.newError(400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret", Meter.Refused.TOKEN));
        }
        return Reply.json(JSON.objectNode().put("accessToken", tokens.issue()).put("expireIn", life()));
    }

    private Reply getToken(Call call) {
        if (wrong(call.query().get("appkey"), call.query().get("appsecret"))) {
            throw new Rejected(Reply.oldError(40089, "不合法的corpid或corpsecret", Meter.Refused.TOKEN));
        }
        return Reply.json(JSON.objectNode()
                .put("errcode", 0)
                .put("errmsg", "ok")
                .put("access_token", tokens.issue())
                .put("expires_in", life()));
    }

    private static Reply scopes() {
        ObjectNode body = JSON.objectNode().put("errcode", 0).put("errmsg", "ok");
        body.putArray("auth_user_field").add("name").add("mobile").add("email").add("userid");
        body.putArray("condition_field");
        ObjectNode scopes = body.putObject("auth_org_scopes");
        scopes.putArray("authed_dept").add(Department.ROOT);
        scopes.putArray("authed_user");
        return Reply.json(body);
    }

    private long life() {
        return faults.tokenLife().toSeconds();
    }

    private static boolean wrong(String key, String secret) {
        return !StandIn.CLIENT_ID.equals(key) || !StandIn.CLIENT_SECRET.equals(secret);
    }
}
