package io.bactrian.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bactrian.cli.Typist.Typed;
import io.bactrian.dingtalk.callback.FailedPushesFetched;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The commands about callbacks: what they ask of the platform, and what they say. */
class CallbackCommandTest {
    private static final String TOKEN = "token-of-the-test";
    private static final String KEY = "abcdefghijabcdefghijabcdefghijabcdefghij123";
    private static final String URL = "https://here.example.com/callback/dingtalk/dingtalk";

    @RegisterExtension
    private static final WireMockExtension PLATFORM = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @TempDir
    private Path home;

    private Typist typist;

    @BeforeEach
    void start() {
        PLATFORM.stubFor(
                post("/v1.0/oauth2/accessToken").willReturn(okJson("{\"accessToken\":\"t\",\"expireIn\":7200}")));
        typist = new Typist(home, 0);
        typist.environment.put("DINGTALK_API_BASE_URL", PLATFORM.baseUrl());
        typist.environment.put("DINGTALK_OAPI_BASE_URL", PLATFORM.baseUrl());
        typist.environment.put("DINGTALK_EVENTS", "callback");
        typist.environment.put("DINGTALK_CALLBACK_TOKEN", TOKEN);
        typist.environment.put("DINGTALK_CALLBACK_AES_KEY", KEY);
        typist.environment.put("DINGTALK_CALLBACK_URL", URL);
    }

    @AfterEach
    void close() {
        typist.close();
    }

    @Test
    void registerUpdateAndRemoveSayWhatIsNow() {
        answer(post(urlPathEqualTo("/call_back/register_call_back")), "{\"errcode\":0}");
        answer(post(urlPathEqualTo("/call_back/update_call_back")), "{\"errcode\":0}");
        answer(get(urlPathEqualTo("/call_back/delete_call_back")), "{\"errcode\":0}");

        assertThat(typist.type("callback", "register"))
                .isEqualTo(said("callback register dingtalk: DingTalk pushes to " + URL + " now."));
        assertThat(typist.type("callback", "update", "--connection", "dingtalk"))
                .isEqualTo(said("callback update dingtalk: DingTalk pushes to " + URL + " now."));
        assertThat(typist.type("callback", "remove"))
                .isEqualTo(said("callback remove dingtalk: DingTalk pushes nothing any more."));
        for (String path : List.of("/call_back/register_call_back", "/call_back/update_call_back")) {
            PLATFORM.verify(
                    1,
                    postRequestedFor(urlPathEqualTo(path))
                            .withQueryParam("access_token", equalTo("t"))
                            .withRequestBody(matchingJsonPath("$.token", equalTo(TOKEN)))
                            .withRequestBody(matchingJsonPath("$.aes_key", equalTo(KEY)))
                            .withRequestBody(matchingJsonPath("$.url", equalTo(URL)))
                            .withRequestBody(matchingJsonPath("$.call_back_tag[0]", equalTo("bpms_instance_change"))));
        }
    }

    @Test
    void showMasksWhatIsSecretAndSaysWhetherItIsOurs() {
        answer(
                get(urlPathEqualTo("/call_back/get_call_back")),
                "{\"errcode\":0,\"call_back_tag\":[\"user_add_org\"],\"url\":\"" + URL + "\",\"token\":\"" + TOKEN
                        + "\",\"aes_key\":\"another-key\"}");

        Typed typed = typist.type("callback", "show");

        assertThat(typed.code()).isZero();
        assertThat(typed.out())
                .contains(URL, "user_add_org", "token    *** (the one set here)", "key      *** (not the one set here)")
                .doesNotContain(TOKEN, "another-key");
    }

    @Test
    void aRefusalSaysWhatToDo() {
        answer(post(urlPathEqualTo("/call_back/register_call_back")), "{\"errcode\":71012,\"errmsg\":\"url\"}");

        Typed typed = typist.type("callback", "register");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out())
                .contains("refused with 71012", "start ./bactrian run first")
                .hasLineCount(1);
        PLATFORM.verify(1, postRequestedFor(urlPathEqualTo("/call_back/register_call_back")));
    }

    @Test
    void withoutAnAddressOrSettingsNothingIsAsked() {
        typist.environment.remove("DINGTALK_CALLBACK_URL");
        Typed withoutAddress = typist.type("callback", "register");
        typist.environment.put("DINGTALK_EVENTS", "stream");
        typist.environment.remove("DINGTALK_CALLBACK_TOKEN");
        typist.environment.remove("DINGTALK_CALLBACK_AES_KEY");
        Typed withoutSettings = typist.type("callback", "register");

        assertThat(withoutAddress.code()).isEqualTo(2);
        assertThat(withoutAddress.err()).startsWith("DINGTALK_CALLBACK_URL").hasLineCount(1);
        assertThat(withoutSettings.code()).isEqualTo(2);
        assertThat(withoutSettings.err()).startsWith("DINGTALK_CALLBACK_TOKEN").hasLineCount(1);
        PLATFORM.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void fetchSaysWhatThereWas() {
        answer(
                get(urlPathEqualTo("/call_back/get_call_back_failed_result")),
                "{\"errcode\":0,\"has_more\":false,\"failed_list\":[]}");

        assertThat(typist.type("callback", "fetch"))
                .isEqualTo(said("callback fetch dingtalk: there are no failed pushes."));
        PLATFORM.verify(1, getRequestedFor(urlPathEqualTo("/call_back/get_call_back_failed_result")));
        assertThat(CallbackCommand.Fetch.sentence(new FailedPushesFetched(2, 0, false)))
                .startsWith("2 failed pushes are stored. Approvals are on the work list");
        assertThat(CallbackCommand.Fetch.sentence(new FailedPushesFetched(1, 3, false)))
                .startsWith("1 failed push is stored. 3 that do not say what happened are left out.");
    }

    @Test
    void nothingSecretIsLoggedAtAnyLevel() {
        answer(post(urlPathEqualTo("/call_back/register_call_back")), "{\"errcode\":0}");
        answer(
                get(urlPathEqualTo("/call_back/get_call_back")),
                "{\"errcode\":0,\"token\":\"" + TOKEN + "\",\"aes_key\":\"" + KEY + "\"}");
        Logger loggers = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level before = loggers.getLevel();
        Appender<ILoggingEvent> terminal = loggers.getAppender("STDERR");
        ListAppender<ILoggingEvent> ears = new ListAppender<>();
        ears.start();
        loggers.detachAppender(terminal);
        loggers.addAppender(ears);
        loggers.setLevel(Level.DEBUG);
        try {
            typist.type("callback", "register");
            typist.type("callback", "show");
        } finally {
            loggers.detachAppender(ears);
            loggers.setLevel(before);
            loggers.addAppender(terminal);
        }

        assertThat(List.copyOf(ears.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("direct:call"))
                .noneMatch(line -> line.contains(TOKEN) || line.contains(KEY));
    }

    @Test
    void withoutAWordOrWithAWrongOneItSaysWhichThereAre() {
        assertThat(typist.type("callback").err()).contains("register, show, update, remove and fetch");
        assertThat(typist.type("callback", "delete").code()).isEqualTo(2);
        assertThat(typist.type("callback", "--help").out()).contains("./bactrian callback fetch", "Examples:");
        assertThat(typist.type("callback", "fetch", "--help").out()).contains("--connection");
    }

    private static void answer(MappingBuilder call, String body) {
        PLATFORM.stubFor(call.willReturn(okJson(body)));
    }

    private static Typed said(String line) {
        return new Typed(0, line + System.lineSeparator(), "");
    }
}
