package io.bactrian.directory;

import io.bactrian.connection.Settings;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import io.bactrian.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** This room, put together: its routes are added to the context by whoever builds the runtime. */
public final class Directory {
    private final DirectoryRoutes directoryRoutes;
    private final NamesRoutes namesRoutes;

    /** {@code zone} is the one of every time in the database. */
    public Directory(
            Options options,
            Clock clock,
            ZoneId zone,
            NamedParameterJdbcTemplate jdbc,
            Transactions transactions,
            RunLedger runs) {
        this(options, clock, zone, jdbc, transactions, runs, new StopSignal());
    }

    /** A reading ends early when {@code stop} is raised. */
    public Directory(
            Options options,
            Clock clock,
            ZoneId zone,
            NamedParameterJdbcTemplate jdbc,
            Transactions transactions,
            RunLedger runs,
            StopSignal stop) {
        NameCache names = new NameCache(options.nameCache);
        MemberStore memberStore = new MemberStore(clock, zone, jdbc, transactions, names);
        DepartmentStore departmentStore = new DepartmentStore(clock, zone, jdbc, transactions);
        DirectorySync sync = new DirectorySync(
                clock,
                stop,
                new PageIntake(clock, runs, departmentStore, memberStore),
                new Reconciliation(clock, zone, jdbc, transactions, options.goneShare),
                new DerivedColumns(clock, zone, jdbc, transactions, options.mainDepartment));
        directoryRoutes = new DirectoryRoutes(sync, options.readers);
        namesRoutes =
                new NamesRoutes(new NameLookup(clock, jdbc, memberStore, names, options.unknownRetry), options.readers);
    }

    public DirectoryRoutes directoryRoutes() {
        return directoryRoutes;
    }

    public NamesRoutes namesRoutes() {
        return namesRoutes;
    }

    /**
     * The settings {@code directory.…}.
     *
     * @param goneShare percent of members or departments that a run may mark as gone
     * @param readers departments that are read at the same time
     * @param unknownRetry after how long an unknown id is asked for again
     * @param nameCache names that are kept in memory
     */
    public record Options(
            MainDepartment mainDepartment, int goneShare, int readers, Duration unknownRetry, long nameCache) {
        public static Options read(Settings settings) {
            return new Options(
                    MainDepartment.read(settings),
                    (int) settings.number("directory.gone-share", 0, 100),
                    (int) settings.number("directory.readers", 1, 100),
                    settings.duration("directory.unknown-retry"),
                    settings.number("directory.name-cache", 1, 10_000_000));
        }
    }
}
