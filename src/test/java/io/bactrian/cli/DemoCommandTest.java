package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.cli.Typist.Typed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir
    private Path home;

    @Test
    void showsTheWholeJobWithoutTouchingTheRealSettings() {
        try (Typist real = new Typist(home, 0)) {
            real.environment.put("DB_URL", "jdbc:mysql://nowhere.invalid/none");
            real.environment.put("PROCESS_CODE", "PROC-REAL");

            Typed first = real.type(
                    "demo",
                    "--once",
                    "--people",
                    "24",
                    "--approvals",
                    "20",
                    "--dir",
                    home.resolve("a").toString());
            Typed second = real.type(
                    "demo",
                    "--once",
                    "--people",
                    "24",
                    "--approvals",
                    "20",
                    "--dir",
                    home.resolve("a").toString());

            assertThat(first.code()).as(first.err()).isZero();
            assertThat(first.out())
                    .contains(
                            "made up",
                            "history dingtalk: read 20 / new 20",
                            "history wecom: read 5 / new 5",
                            "WITH ALL BELOW",
                            "MAIN DEPARTMENT",
                            "WAITS FOR",
                            "one statement over both platforms",
                            "org.h2.tools.Shell",
                            "DINGTALK_CLIENT_SECRET=");
            assertThat(first.out().lines().map(line -> line.replaceAll(" +", " ")))
                    .as("both platforms in each table")
                    .anyMatch(line -> line.matches("wecom 双峰贸易有限公司 \\d+ 24"))
                    .anyMatch(line -> line.startsWith("dingtalk 0005"))
                    .anyMatch(line -> line.startsWith("wecom 0005"))
                    .anyMatch(line -> line.matches("wecom 20.* 费用报销 .*"))
                    .anyMatch(line -> line.matches("请假 dingtalk \\d.*"))
                    .anyMatch(line -> line.matches("请假 wecom \\d.*"));
            assertThat(second.out()).contains("history dingtalk: read 20 / new 20");
            assertThat(real.platform.meter().calls()).isZero();
        }
    }
}
