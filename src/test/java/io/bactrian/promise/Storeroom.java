package io.bactrian.promise;

import io.bactrian.approval.ApprovalEvent;
import io.bactrian.approval.ApprovalStore;
import io.bactrian.approval.EventStore;
import io.bactrian.approval.EventWork;
import io.bactrian.approval.Intake;
import io.bactrian.approval.NameRepair;
import io.bactrian.approval.Purposes;
import io.bactrian.approval.ReadResult;
import io.bactrian.approval.StoredApprovals;
import io.bactrian.approval.WorkItem;
import io.bactrian.approval.WorkList;
import io.bactrian.approval.WorkSignal;
import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import io.bactrian.dingtalk.ApprovalMapper;
import io.bactrian.event.EventLedger;
import io.bactrian.run.RunLedger;
import io.bactrian.store.Database;
import io.bactrian.store.Tables;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** The work list and the store of approvals on a real database, with nothing else around them. */
public final class Storeroom implements AutoCloseable {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Database database;
    private final Tables tables;
    private final TravelClock clock = new TravelClock();
    private final RunLedger runs;
    private final WorkList workList;
    private final ApprovalStore store;
    private final EventStore events;
    private final ApprovalMapper mapper = new ApprovalMapper(ZONE);
    private final Connection connection = new Connection(
            "shop",
            "dingtalk",
            "id",
            new Secret("s"),
            Map.of(),
            List.of(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            0,
            EventSettings.NONE);

    public Storeroom(TestDatabases kind) {
        database = kind.open();
        tables = Tables.of(database.dataSource());
        runs = new RunLedger(
                clock,
                tables.jdbc(),
                tables.transactions(),
                new UsageLedger(clock, ZONE, tables.jdbc(), tables.transactions()));
        workList = new WorkList(clock, tables.jdbc(), tables.transactions());
        store = new ApprovalStore(clock, ZONE, tables.jdbc(), tables.transactions(), workList);
        events = new EventStore(
                clock,
                ZONE,
                tables,
                new EventLedger(tables),
                new EventWork(clock, tables.jdbc(), new WorkSignal(), Duration.ZERO),
                new NameRepair(tables, runs, ZONE),
                Runnable::run);
    }

    public Tables tables() {
        return tables;
    }

    public DataSource dataSource() {
        return database.dataSource();
    }

    public RunLedger runs() {
        return runs;
    }

    public WorkList workList() {
        return workList;
    }

    public ApprovalStore store() {
        return store;
    }

    public Connection connection() {
        return connection;
    }

    public TravelClock clock() {
        return clock;
    }

    /** Stores events in one transaction. */
    public void happen(List<ApprovalEvent> happenings) {
        events.store(connection, happenings);
    }

    /** The same, as what is to be done says: the detail is only asked for when a read is needed. */
    public ReadResult read(WorkItem item, String result, Instant at) {
        ReadResult read = read(item.id(), result, at);
        return item.isTold()
                ? new ReadResult(
                        item,
                        new StoredApprovals(tables.jdbc())
                                .load(connection.name(), List.of(item.id()))
                                .get(item.id()),
                        null,
                        at)
                : new ReadResult(item, read.approval(), null, at);
    }

    /** An approval that was read: {@code result} is the inner object of the platform's answer. */
    public ReadResult read(String id, String result, Instant at) {
        String payload = "{\"success\":true,\"result\":" + result + "}";
        return new ReadResult(item(id), mapper.map(connection.name(), id, "PROC-1", payload, at), null, at);
    }

    /** An approval that the platform did not know when it was read. */
    public ReadResult gone(String id, Instant at) {
        CallException absent = new CallException(ErrorClass.ABSENT, "processInstanceNotExist", "is not there");
        return new ReadResult(item(id), null, absent, at);
    }

    public ApprovalStore.Saved save(ReadResult... results) {
        return store.save(connection, List.of(results));
    }

    public void ask(Purpose purpose, String... ids) {
        workList.add(new Intake(connection.name(), "PROC-1", purpose, List.of(ids), clock.millis(), false));
    }

    public List<WorkItem> take(int most) {
        return workList.take(connection, most, Purposes.ALL);
    }

    public List<Map<String, Object>> rows(String sql) {
        return Rows.read(tables.jdbc(), sql);
    }

    public Map<String, List<Map<String, Object>>> everything() {
        return Rows.everything(tables.jdbc());
    }

    public void execute(String sql) {
        tables.jdbc().update(sql, Map.of());
    }

    private WorkItem item(String id) {
        return new WorkItem(connection.name(), id, "PROC-1", Purpose.HISTORY, 0);
    }

    @Override
    public void close() {
        database.close();
    }
}
