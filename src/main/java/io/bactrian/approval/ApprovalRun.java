package io.bactrian.approval;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import java.util.Optional;

/**
 * One run over approvals: something discovers ids, and at the same time what is on the work list is drained. The body
 * of {@code direct:approval-run}, which leaves its outcome in it. Thread-safe.
 */
public final class ApprovalRun {
    private final Connection connection;
    private final Run run;
    private final String discovery;
    private final Object request;
    private final Purposes purposes;
    private volatile boolean discovering = true;
    private volatile String discoveryFailure;
    private volatile String drainFailure;

    /** {@code request} is what goes into the endpoint {@code discovery}, which also says what is drained. */
    public ApprovalRun(Connection connection, Run run, String discovery, Object request) {
        this(connection, run, discovery, request, Purposes.of(discovery));
    }

    /** Drains only what is on the list for one of {@code purposes}. */
    public ApprovalRun(Connection connection, Run run, String discovery, Object request, Purposes purposes) {
        this.connection = connection;
        this.run = run;
        this.discovery = discovery;
        this.request = request;
        this.purposes = purposes;
    }

    public Connection connection() {
        return connection;
    }

    public Run run() {
        return run;
    }

    /** The endpoint that finds ids. */
    public String discovery() {
        return discovery;
    }

    /** What goes into it. */
    public Object request() {
        return request;
    }

    Purposes purposes() {
        return purposes;
    }

    boolean isDiscovering() {
        return discovering;
    }

    void discovered() {
        discovering = false;
    }

    void discoveryFailed(String cause) {
        discoveryFailure = cause;
    }

    void drainFailed(String cause) {
        drainFailure = cause;
    }

    /** Why the run did not do all it was to do; empty when it did. */
    public Optional<String> failure() {
        return Optional.ofNullable(discoveryFailure != null ? discoveryFailure : drainFailure);
    }
}
