package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.route.RouteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved in the folder of routes is what runs, a moment later. */
class EditsTest {
    @TempDir
    private Path home;

    private RouteEditing editing;

    @BeforeEach
    void open() {
        editing = new RouteEditing(home, Map.of());
        editing.write("a.camel.yaml", RouteEditing.answering("one", "1") + RouteEditing.answering("two", "2"));
        editing.world().serve();
    }

    @AfterEach
    void close() {
        editing.close();
    }

    @Test
    void filesAreChangedAddedMovedAndDeleted() throws IOException {
        editing.write("a.camel.yaml", RouteEditing.answering("one", "1b") + RouteEditing.answering("three", "3"));
        editing.awaitRoutes("a.camel.yaml", "one", "three");
        assertThat(editing.ask("one")).isEqualTo("1b");
        assertThat(editing.context().getRoute("two"))
                .as("no longer in the file")
                .isNull();

        editing.write("later/deep/b.camel.yaml", RouteEditing.answering("four", "4"));
        editing.awaitAnswer("four", "4");

        Files.move(editing.folder().resolve("a.camel.yaml"), editing.folder().resolve("later/c.camel.yaml"));
        editing.awaitRoutes("later/c.camel.yaml", "one", "three");
        await().until(() -> editing.state("a.camel.yaml").isEmpty());
        assertThat(editing.ask("three")).isEqualTo("3");

        // ids change their files at the same moment
        editing.write("later/c.camel.yaml", RouteEditing.answering("four", "4c"));
        editing.write("later/deep/b.camel.yaml", RouteEditing.answering("one", "1d"));
        editing.awaitAnswer("four", "4c");
        editing.awaitAnswer("one", "1d");
        editing.awaitAllGood();

        Files.delete(editing.folder().resolve("later/c.camel.yaml"));
        await().until(() -> editing.context().getRoute("four") == null);
    }

    @Test
    void aFileThatLosesWhatItSendsToIsToldOf() throws IOException {
        editing.write("b.camel.yaml", RouteEditing.answering("four", "4"));
        editing.awaitAnswer("four", "4");
        editing.write(
                "c.camel.yaml",
                RouteEditing.answering("five", "5").replace("- setBody", "- to: direct:four\n        - setBody"));
        editing.awaitRoutes("c.camel.yaml", "five");
        editing.awaitAllGood();

        Files.delete(editing.folder().resolve("b.camel.yaml"));
        assertThat(editing.awaitBad("c.camel.yaml", "direct:four").line()).isPositive();
        editing.write("a.camel.yaml", RouteEditing.answering("one", "1e"));
        editing.awaitAnswer("one", "1e");
        assertThat(editing.state("c.camel.yaml").orElseThrow().good())
                .as("whatever else is changed")
                .isFalse();

        editing.write("d.camel.yaml", RouteEditing.answering("four", "4d"));
        editing.awaitAnswer("four", "4d");
        editing.awaitAllGood();
        assertThat(editing.ask("five")).isEqualTo("5");
    }

    @Test
    void aFolderIsReplacedAsAWhole() throws IOException {
        editing.world().stop();
        // as a mounted volume does it: the files are links through a link that is turned round
        Path first = Files.createDirectories(editing.folder().resolve("..first"));
        Path second = Files.createDirectories(editing.folder().resolve("..second"));
        Files.writeString(first.resolve("a.camel.yaml"), RouteEditing.answering("one", "old"));
        Files.writeString(second.resolve("a.camel.yaml"), RouteEditing.answering("one", "new"));
        Files.createSymbolicLink(editing.folder().resolve("..data"), first);
        Files.delete(editing.folder().resolve("a.camel.yaml"));
        Files.createSymbolicLink(editing.folder().resolve("a.camel.yaml"), Path.of("..data/a.camel.yaml"));
        editing.world().serve();
        assertThat(editing.ask("one")).isEqualTo("old");
        Files.createSymbolicLink(editing.folder().resolve("..next"), second);
        Files.move(
                editing.folder().resolve("..next"),
                editing.folder().resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        editing.awaitAnswer("one", "new");

        // as a person does it: away with the folder, and another one in its place
        Files.move(editing.folder(), home.resolve("before"));
        Files.createDirectories(home.resolve("after"));
        Files.writeString(home.resolve("after/z.camel.yaml"), RouteEditing.answering("zed", "z"));
        assertThat(editing.ask("one")).as("without a folder everything runs on").isEqualTo("new");
        Files.move(home.resolve("after"), editing.folder());
        editing.awaitAnswer("zed", "z");
        assertThat(editing.context().getRoute("one")).isNull();
    }

    @Test
    void whatIsInHandIsFinishedByTheOldRouteAndWhatArrivesWaitsForTheNewOne() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        editing.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:slowly").routeId("slowly").process(exchange -> {
                    inside.countDown();
                    goOn.await(20, TimeUnit.SECONDS);
                });
            }
        });
        String text = RouteEditing.answering("one", "old");
        editing.write("a.camel.yaml", text.replace("- setBody", "- to: direct:slowly\n        - setBody"));
        editing.awaitRoutes("a.camel.yaml", "one");
        var template = editing.world().runtime().template();
        var before = template.asyncRequestBody("direct:one", "", String.class);
        inside.await();
        editing.write("a.camel.yaml", RouteEditing.answering("one", "new"));
        await().until(() -> editing.context().getRoute("one") != null
                && editing.world().runtime().routes().isChanging());
        var meanwhile = template.asyncRequestBody("direct:one", "", String.class);
        assertThat(meanwhile.isDone()).isFalse();
        goOn.countDown();
        assertThat(before.get(10, TimeUnit.SECONDS)).isEqualTo("old");
        assertThat(meanwhile.get(10, TimeUnit.SECONDS)).isEqualTo("new");
    }

    @Test
    void otherProcessesSeeStateAndCounts() throws IOException {
        editing.ask("one");
        editing.write("b.camel.yaml", "nonsense");
        editing.awaitBad("b.camel.yaml", "is a list");
        Path report = editing.world().runtime().routeReport();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> RouteReport.read(report, Clock.systemUTC())
                        .filter(read -> read.bad().size() == 1)
                        .isPresent());
        RouteReport read = RouteReport.read(report, Clock.systemUTC()).orElseThrow();
        assertThat(read.routes())
                .filteredOn(route -> "one".equals(route.id()))
                .singleElement()
                .satisfies(route -> {
                    assertThat(route.file()).isEqualTo("a.camel.yaml");
                    assertThat(route.state()).isEqualTo("Started");
                    assertThat(route.done()).isEqualTo(1);
                });
        assertThat(read.routes()).filteredOn(route -> route.file() == null).isNotEmpty();
        Files.delete(editing.folder().resolve("b.camel.yaml"));
        editing.world().stop();
        assertThat(RouteReport.read(report, Clock.systemUTC()))
                .as("nobody runs")
                .isEmpty();
        editing.world().serve();
    }
}
