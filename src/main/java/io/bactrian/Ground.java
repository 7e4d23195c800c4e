package io.bactrian;

import io.bactrian.api.ApiKeys;
import io.bactrian.connection.Channels;
import io.bactrian.connection.Settings;
import io.bactrian.event.Gaps;
import io.bactrian.event.StreamLives;
import io.bactrian.event.StreamStates;
import io.bactrian.run.StopSignal;
import io.bactrian.store.Database;
import io.bactrian.store.Tables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;

/** What the rooms stand on, and what can be looked at without Camel. */
record Ground(
        Settings settings,
        Channels channels,
        ApiKeys keys,
        Path home,
        Database database,
        Tables tables,
        Gaps gaps,
        StreamLives streamLives,
        StreamStates streamStates,
        StopSignal stop,
        Clock clock,
        ZoneId zone) {
    static Ground of(
            Settings settings,
            Channels channels,
            ApiKeys keys,
            Path home,
            Database database,
            StopSignal stop,
            Clock clock,
            ZoneId zone) {
        Tables tables = Tables.of(database.dataSource());
        return new Ground(
                settings,
                channels,
                keys,
                home,
                database,
                tables,
                new Gaps(tables, clock),
                new StreamLives(tables),
                new StreamStates(),
                stop,
                clock,
                zone);
    }
}
