package io.bactrian.message;

import io.bactrian.store.TestDatabases;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Both platforms as stand-ins, which cut and drop as silently as the platforms do; a day of its own for each test. */
abstract class StandInsTest {
    static SendingWorld world;

    String u1;
    String u2;

    @BeforeAll
    static void open() {
        world = new SendingWorld(TestDatabases.H2.fresh());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void later() {
        // what was sent before counts for nothing
        world.clock.forward(Duration.ofDays(1));
        u1 = world.people.get(1);
        u2 = world.people.get(2);
    }

    @AfterEach
    void heal() {
        world.dingtalk.faults().none();
        world.dingtalk.messagesPerDay(500);
        world.wecom.faults().none();
    }
}
