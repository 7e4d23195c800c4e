package io.bactrian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.store.Database;
import io.bactrian.store.TestDatabases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BigCompanyTest {
    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void threeHundredDepartmentsAndThreeThousandPeople(TestDatabases kind) throws Exception {
        try (Database database = kind.open();
                Workbench bench = new Workbench(database)) {
            for (int i = 0; i < 300; i++) {
                bench.company.department("" + (1000 + i), i < 10 ? "1" : "" + (1000 + i / 10), "D" + i);
            }
            for (int i = 0; i < 3000; i++) {
                bench.company.hire("p" + i, "P" + i, "" + (1000 + i % 300), "" + (1000 + i * 7 % 300));
            }
            assertThat(bench.sync()).isEqualTo(new DirectoryOutcome(true, 0, 0, null));
            assertThat(bench.run.counts().created()).isEqualTo(3301);
            assertThat(bench.department("1")).containsEntry("total_headcount", 3000);
            bench.sync();
            assertThat(bench.run.counts().unchanged()).isEqualTo(3301);
        }
    }
}
