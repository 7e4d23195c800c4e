package io.bactrian.directory;

import io.bactrian.connection.Connections;
import io.bactrian.connection.Settings;
import io.bactrian.event.EventLedger;
import io.bactrian.run.Owner;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import io.bactrian.store.Tables;
import io.bactrian.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.ExecutorService;
import org.apache.camel.ProducerTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** This room, put together: its routes are added to the context by whoever builds the runtime. */
public final class Directory {
    private final DirectoryRoutes directoryRoutes;
    private final NamesRoutes namesRoutes;
    private final DirectoryWork work;
    private final DirectoryEvents events;
    private final DirectoryDrain drain;

    /**
     * A reading ends early when {@code stop} is raised.
     *
     * @param zone the one of every time in the database
     * @param template asks the platforms
     * @param threads as many as are wanted
     */
    public Directory(
            Options options,
            Clock clock,
            ZoneId zone,
            Tables tables,
            RunLedger runs,
            StopSignal stop,
            Connections connections,
            ProducerTemplate template,
            EventLedger eventLedger,
            ExecutorService threads) {
        NamedParameterJdbcTemplate jdbc = tables.jdbc();
        Transactions transactions = tables.transactions();
        NameCache names = new NameCache(options.nameCache);
        MemberStore memberStore = new MemberStore(clock, zone, jdbc, transactions, names);
        DepartmentStore departmentStore = new DepartmentStore(clock, zone, jdbc, transactions);
        DerivedColumns derivedColumns = new DerivedColumns(clock, zone, jdbc, transactions, options.mainDepartment);
        work = new DirectoryWork(clock, jdbc, transactions, Owner.current().code());
        DirectorySync sync = new DirectorySync(
                clock,
                stop,
                new PageIntake(clock, runs, departmentStore, memberStore),
                new Reconciliation(clock, zone, jdbc, transactions, options.goneShare),
                derivedColumns,
                work);
        directoryRoutes = new DirectoryRoutes(sync, connections, options.readers);
        ToldNames told = new ToldNames(clock, zone, jdbc, transactions, names);
        ToldDepartments toldDepartments = new ToldDepartments(jdbc, departmentStore, derivedColumns);
        namesRoutes = new NamesRoutes(
                new NameLookup(clock, jdbc, memberStore, names, told, toldDepartments, options.unknownRetry),
                connections,
                options.readers);
        events = new DirectoryEvents(transactions, eventLedger, work, threads, options.acknowledge);
        DirectoryWriter writer = new DirectoryWriter(transactions, work, memberStore, departmentStore, derivedColumns);
        DirectoryReader reader = new DirectoryReader(clock, template, runs, work, writer, memberStore, departmentStore);
        drain = new DirectoryDrain(work, reader, writer, threads, clock, options.readers);
    }

    public DirectoryRoutes directoryRoutes() {
        return directoryRoutes;
    }

    public NamesRoutes namesRoutes() {
        return namesRoutes;
    }

    public DirectoryEventRoutes eventRoutes() {
        return new DirectoryEventRoutes(events);
    }

    /** Takes events in. */
    public DirectoryEvents events() {
        return events;
    }

    /** Brings up to date what events have named. */
    public DirectoryDrain drain() {
        return drain;
    }

    /** What events have named and was not read yet. */
    public DirectoryWork work() {
        return work;
    }

    /**
     * The settings {@code directory.…}, and one of {@code event.…}.
     *
     * @param goneShare percent of members or departments that a run may mark as gone
     * @param readers departments of one connection that are read at the same time
     * @param unknownRetry after how long an unknown id is asked for again
     * @param nameCache names that are kept in memory
     * @param acknowledge how long an event may take to be committed
     */
    public record Options(
            MainDepartment mainDepartment,
            int goneShare,
            int readers,
            Duration unknownRetry,
            long nameCache,
            Duration acknowledge) {
        public static Options read(Settings settings) {
            return new Options(
                    MainDepartment.read(settings),
                    (int) settings.number("directory.gone-share", 0, 100),
                    (int) settings.number("directory.readers", 1, 100),
                    settings.duration("directory.unknown-retry"),
                    settings.number("directory.name-cache", 1, 10_000_000),
                    settings.duration("event.acknowledge"));
        }
    }
}
