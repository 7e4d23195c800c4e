package io.bactrian.wecom;

import io.bactrian.store.TestDatabases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Tests of WeCom's people that share a company, each with connections of its own. */
@Timeout(60)
abstract class WithOneWeComWorld {
    static WeComWorld world;

    @BeforeAll
    static void start() {
        world = WeComWorld.small(TestDatabases.H2);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void count() {
        world.standIn.meter().reset();
    }

    @AfterEach
    void heal() {
        world.faults().none();
    }
}
