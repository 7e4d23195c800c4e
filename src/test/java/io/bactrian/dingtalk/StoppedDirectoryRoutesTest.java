package io.bactrian.dingtalk;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.call.Calls;
import io.bactrian.directory.Department;
import io.bactrian.directory.DirectoryQuery;
import io.bactrian.directory.Member;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A list that is being read while the routes stop is read to its end: one cut short would look like all there is. */
@Timeout(60)
class StoppedDirectoryRoutesTest extends DirectoryWire {
    private CompletableFuture<Void> stopping;

    /** The routes are told to stop as soon as the first page is there. */
    @Override
    void kept() {
        if (stopping == null) {
            stopping = CompletableFuture.runAsync(context::stop);
            await().until(() -> context.isStopping());
        }
    }

    private void read(String endpoint, String department) throws ExecutionException, InterruptedException {
        Calls.request(
                template, endpoint, new DirectoryQuery(connection, null, department, "direct:page"), Object.class);
        stopping.get();
    }

    @Test
    void theTreeIsWalkedToItsEnd() throws Exception {
        for (int department = 1; department < 4; department++) {
            answer(
                    post(urlPathEqualTo(LISTSUB)).withRequestBody(equalToJson("{\"dept_id\":" + department + "}")),
                    result("[{\"dept_id\":" + (department + 1) + "}]"));
        }

        read("direct:dingtalk-departments", null);

        assertThat(pages.stream().flatMap(page -> page.items().stream()).map(item -> ((Department) item).id()))
                .containsExactly("1", "2", "3", "4");
    }

    @Test
    void membersAreReadToTheLastPage() throws Exception {
        for (int page = 0; page < 3; page++) {
            answer(
                    post(urlPathEqualTo(USER_LIST)).withRequestBody(matchingJsonPath("$[?(@.cursor == " + page + ")]")),
                    result("{\"has_more\":" + (page < 2) + ",\"next_cursor\":" + (page + 1)
                            + ",\"list\":[{\"userid\":\"p" + page + "\"}]}"));
        }

        read("direct:dingtalk-members", "10");

        assertThat(pages.stream().flatMap(page -> page.items().stream()).map(item -> ((Member) item).userId()))
                .containsExactly("p0", "p1", "p2");
    }
}
