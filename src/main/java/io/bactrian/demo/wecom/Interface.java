package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One interface of WeCom.
 *
 * @param name method and path
 * @param refusals which callers are refused, and with which code; without an entry for it a caller may call
 * @param lists fields that an error's answer carries as empty lists
 * @param handler answers, or throws {@link WeComError}
 */
record Interface(String name, Map<Caller, Integer> refusals, List<String> lists, Handler handler) {
    private static final int WRONG_TOKEN_TYPE = 48002;

    /** For whoever has no token yet. */
    static Interface open(String name, Handler handler) {
        return new Interface(name, Map.of(), List.of(), handler);
    }

    /** For the app only. */
    static Interface ofApp(String name, Handler handler, String... lists) {
        return new Interface(name, Map.of(Caller.CONTACTS, WRONG_TOKEN_TYPE), List.of(lists), handler);
    }

    /** Details of people and departments: not for the contact-sync assistant at an address that is new to WeCom. */
    static Interface ofDetails(String name, Handler handler, String... lists) {
        return new Interface(name, Map.of(Caller.CONTACTS, 48009), List.of(lists), handler);
    }

    /** For the contact-sync assistant only. */
    static Interface ofContacts(String name, Handler handler, String... lists) {
        return new Interface(name, Map.of(Caller.APP, WRONG_TOKEN_TYPE), List.of(lists), handler);
    }

    /** For both. */
    static Interface ofBoth(String name, Handler handler, String... lists) {
        return new Interface(name, Map.of(), List.of(lists), handler);
    }

    boolean needsToken() {
        return !name.endsWith("/gettoken") && !name.contains("/webhook/");
    }

    /** What an interface answers: the fields beside {@code errcode}. */
    interface Handler {
        ObjectNode answer(WeComCall call);
    }
}
