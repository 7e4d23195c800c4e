package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.connection.SettingSource;
import io.bactrian.connection.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a command runs in.
 *
 * @param home the folder of the installation
 * @param environment the variables of the environment
 * @param overrides settings that win over every other source
 * @param outColumns width of the terminal behind the output, 0 when there is none
 * @param errColumns width of the terminal behind the messages, 0 when there is none
 * @param interrupts how the process is asked to end
 */
public record Surroundings(
        Path home,
        Map<String, String> environment,
        Map<String, String> overrides,
        Clock clock,
        int outColumns,
        int errColumns,
        Interrupts interrupts) {

    /** The variable that says how the log is written. */
    public static final String LOG_FORMAT = "BACTRIAN_LOG_FORMAT";

    public static final String TEXT = "text";
    public static final List<String> LOG_FORMATS = List.of(TEXT, "json");

    public Surroundings {
        environment = Map.copyOf(environment);
        overrides = Map.copyOf(overrides);
    }

    /** The same terminal with another installation, and nothing of the real environment. */
    Surroundings elsewhere(Path otherHome, Map<String, String> settings) {
        return new Surroundings(otherHome, Map.of(), settings, clock, outColumns, errColumns, interrupts);
    }

    /** The settings alone: neither the database nor the connections are looked at. */
    Settings settings() {
        Properties properties = SettingSource.read(home, environment);
        properties.putAll(overrides);
        return new Settings(properties::getProperty);
    }

    /** Everything started, ready to call the platform. */
    BactrianRuntime start() {
        return BactrianRuntime.start(home, environment, overrides, clock);
    }

    /** The service, for one connection or all of them. */
    BactrianRuntime serve(Optional<String> connection) {
        return BactrianRuntime.serve(home, environment, overrides, clock, connection);
    }

    /** Everything put together and nothing started. */
    BactrianRuntime check() {
        return BactrianRuntime.checking(home, environment, overrides, clock);
    }

    /** Settings and database only. */
    BactrianRuntime look() {
        return BactrianRuntime.look(home, environment, overrides, clock);
    }

    /** Whether whatever is written goes through the log, because a machine reads it line by line. */
    boolean speaksByLog() {
        return !TEXT.equals(environment.getOrDefault(LOG_FORMAT, TEXT));
    }

    /** Whether the details of unexpected failures are wanted. */
    boolean wantsDetails() {
        String level = environment.getOrDefault("BACTRIAN_LOG", "");
        return "DEBUG".equalsIgnoreCase(level) || "TRACE".equalsIgnoreCase(level);
    }
}
