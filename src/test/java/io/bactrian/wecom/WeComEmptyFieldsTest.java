package io.bactrian.wecom;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bactrian.BactrianRuntime;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.directory.DirectoryOutcome;
import io.bactrian.directory.DirectoryRequest;
import io.bactrian.directory.DirectoryRoutes;
import io.bactrian.promise.Rows;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.store.TestDatabases;
import io.bactrian.store.TestProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a second reading says of somebody: empty is none, missing is not known, and what may be hidden is not erased. */
class WeComEmptyFieldsTest {
    private static final String FULL = """
            {"userid":"li","name":"Li","department":[1],"position":"Clerk","telephone":"020-1","alias":"ming",
             "english_name":"Ming","direct_leader":["boss"],"mobile":"13800000001","gender":"1","email":"li@example.com",
             "biz_mail":"li@corp.example.com","address":"Road 1","avatar":"https://img.example.com/a",
             "qr_code":"https://img.example.com/q","status":1}""";

    @RegisterExtension
    private static final WireMockExtension PLATFORM = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private BactrianRuntime runtime;

    @BeforeEach
    void start() {
        answer("gettoken", "\"access_token\":\"t\",\"expires_in\":7200");
        answer("department/list", "\"department\":[{\"id\":1,\"name\":\"Shop\",\"parentid\":0,\"order\":1}]");
        Map<String, String> settings = new HashMap<>(TestDatabases.H2.fresh());
        settings.put("connection.wecom.api-base-url", PLATFORM.baseUrl());
        settings.put("bactrian.routes", Path.of("routes").toAbsolutePath().toString());
        runtime = BactrianRuntime.start(
                TestProcess.home(),
                Map.of("WECOM_CORP_ID", "wwcorp0000000001", "WECOM_SECRET", "b"),
                settings,
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void emptyIsNoneMissingIsUnknownAndHiddenIsKept() {
        Map<String, Object> full = sync(FULL);
        assertThat(full)
                .containsEntry("direct_leader", "boss")
                .containsEntry("telephone", "020-1")
                .containsEntry("alias", "ming")
                .containsEntry("english_name", "Ming");

        assertThat(sync("{\"userid\":\"li\",\"name\":\"Li\",\"department\":[1],\"status\":1}"))
                .as("what is not said is not known")
                .isEqualTo(full);

        Map<String, Object> none = new HashMap<>(full);
        for (String field : new String[] {"position", "telephone", "alias", "english_name", "direct_leader"}) {
            none.put(field, null);
        }
        assertThat(sync("""
                        {"userid":"li","name":"Li","department":[1],"position":"","telephone":"","alias":"",
                         "english_name":"","direct_leader":[],"mobile":"","gender":"0","email":"","biz_mail":"",
                         "address":"","avatar":"","qr_code":"","status":1}"""))
                .as("what is empty is none, but what may be hidden")
                .isEqualTo(none);
    }

    private Map<String, Object> sync(String person) {
        answer("user/list", "\"userlist\":[" + person + "]");
        Connection connection = runtime.connections().get("wecom");
        Run run = runtime.runs().start(connection, "sync-users", "");
        Calls.request(
                runtime.template(),
                DirectoryRoutes.SYNC,
                new DirectoryRequest(connection, run),
                DirectoryOutcome.class);
        runtime.runs().end(connection, run, RunLedger.SUCCEEDED, null);
        Map<String, Object> row = new HashMap<>(
                Rows.read(runtime.tables().jdbc(), "SELECT * FROM wechat_user").get(0));
        row.remove("update_time");
        return row;
    }

    private static void answer(String path, String fields) {
        PLATFORM.stubFor(get(urlPathEqualTo("/cgi-bin/" + path))
                .willReturn(okJson("{\"errcode\":0,\"errmsg\":\"ok\"," + fields + "}")));
    }
}
