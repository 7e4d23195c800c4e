package io.bactrian.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The calls that manage pushes over HTTP: "DingTalk API, business event callback". */
final class CallbackApi {
    private final Company company;
    private final Callbacks callbacks;

    CallbackApi(Company company, Callbacks callbacks) {
        this.company = company;
        this.callbacks = callbacks;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.free("POST /call_back/register_call_back", this::register),
                Endpoint.free("GET /call_back/get_call_back", call -> registered()),
                Endpoint.free("POST /call_back/update_call_back", this::update),
                Endpoint.free("GET /call_back/delete_call_back", call -> delete()),
                Endpoint.free(
                        "GET /call_back/get_call_back_failed_result", call -> Reply.json(callbacks.takeFailed())));
    }

    private Reply register(Call call) {
        if (callbacks.target() != null) {
            throw refused(71006, "回调地址已经存在");
        }
        return check(target(call.body()));
    }

    private Reply update(Call call) {
        present();
        return check(target(call.body()));
    }

    private Reply registered() {
        CallbackTarget target = present();
        ObjectNode body = ok();
        target.tags().forEach(body.putArray("call_back_tag")::add);
        return Reply.json(body.put("token", target.token())
                .put("aes_key", target.aesKey())
                .put("url", target.url()));
    }

    private Reply delete() {
        present();
        callbacks.unregister();
        return Reply.json(ok());
    }

    private CallbackTarget present() {
        CallbackTarget target = callbacks.target();
        if (target == null) {
            throw refused(71007, "回调地址已不存在");
        }
        return target;
    }

    private Reply check(CallbackTarget target) {
        String answer = callbacks.register(target);
        if (answer.equals("unreachable")) {
            throw refused(71012, "url地址访问异常");
        }
        if (!answer.equals("success")) {
            throw refused(71009, "返回的字符串不是success");
        }
        return Reply.json(ok());
    }

    private CallbackTarget target(ObjectNode body) {
        JsonNode wanted = body.path("call_back_tag");
        if (!wanted.isArray() || wanted.isEmpty()) {
            throw Rejected.oldParameter(40035, "不合法的参数: call_back_tag");
        }
        Set<String> tags = new TreeSet<>();
        wanted.forEach(tag -> tags.add(tag.asText()));
        if (!CallbackTarget.KNOWN_TAGS.containsAll(tags)) {
            throw refused(71008, "回调类型不合法");
        }
        String token = text(body, "token");
        if (token.length() < 6 || token.length() > 64) {
            throw Rejected.oldParameter(40035, "不合法的参数: token");
        }
        String aesKey = text(body, "aes_key");
        if (!aesKey.matches("[A-Za-z0-9]{43}")) {
            throw refused(900004, "不合法的aes key");
        }
        String url = text(body, "url");
        if (!valid(url)) {
            throw refused(71011, "url地址不合法");
        }
        return new CallbackTarget(url, token, aesKey, tags, company.corpId());
    }

    private static boolean valid(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String text(ObjectNode body, String field) {
        return body.path(field).isTextual() ? body.path(field).asText() : "";
    }

    private static ObjectNode ok() {
        return JsonNodeFactory.instance.objectNode().put("errcode", 0).put("errmsg", "ok");
    }

    private static Rejected refused(int errcode, String message) {
        return Rejected.oldParameter(errcode, message);
    }
}
