package io.bactrian.message;

import io.bactrian.store.Database;
import io.bactrian.store.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages on every database, against a platform that does what it is told to; a bench of its own for each test. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
abstract class BenchedTest {
    private static Database database;

    @Parameter
    TestDatabases kind;

    MessageBench bench;

    @BeforeParameterizedClassInvocation
    static void open(TestDatabases kind) {
        database = kind.open();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        database.close();
    }

    @BeforeEach
    void start() throws Exception {
        bench = new MessageBench(database).start();
    }

    @AfterEach
    void stop() {
        bench.close();
    }
}
