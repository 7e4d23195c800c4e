package io.bactrian.directory;

import io.bactrian.store.Database;
import io.bactrian.store.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of the directory on both databases: one for a class, and a connection and a company of its own for each test. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
abstract class AtTheWorkbench {
    static Database database;

    @Parameter
    TestDatabases kind;

    Workbench bench;
    Company company;

    @BeforeParameterizedClassInvocation
    static void open(TestDatabases kind) {
        database = kind.open();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        database.close();
    }

    @BeforeEach
    void bench() throws Exception {
        bench = new Workbench(database);
        company = bench.company;
    }

    @AfterEach
    void stop() {
        bench.close();
    }
}
