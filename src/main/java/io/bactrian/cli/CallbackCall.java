package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.audit.Act;
import io.bactrian.audit.Audit;
import io.bactrian.connection.Connection;
import io.bactrian.connection.SettingException;
import io.bactrian.dingtalk.DingTalkCallRules;
import io.bactrian.dingtalk.callback.FailedPushesException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the commands about callbacks have in common: one connection after another, each with a sentence at its end. */
abstract class CallbackCall extends ConnectionCommand {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackCall.class);

    CallbackCall(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public final Integer call() {
        Interrupts interrupts = surroundings.interrupts();
        BactrianRuntime runtime = surroundings.start();
        try {
            List<Connection> meant = meant(runtime);
            check(meant);
            boolean allSucceeded = true;
            for (Connection connection : meant) {
                allSucceeded &= one(runtime, connection);
            }
            return interrupts.isRaised() ? Interrupts.EXIT_CODE : allSucceeded ? Cli.OK : Cli.FAILED;
        } finally {
            Closing.close(runtime, interrupts);
        }
    }

    /** Those that have settings for a callback; if none has, the refusal of one says what is missing. */
    private List<Connection> meant(BactrianRuntime runtime) {
        List<Connection> all = connections(runtime).stream()
                .filter(connection -> connection.platform().equals(DingTalkCallRules.PLATFORM))
                .toList();
        if (all.isEmpty()) {
            throw misuse("Only DingTalk takes the address from here; WeCom takes it in its admin console, see"
                    + " docs/operations.md.");
        }
        List<Connection> set = all.stream()
                .filter(connection -> connection.events().callback().isPresent())
                .toList();
        return set.isEmpty() ? all : set;
    }

    private boolean one(BactrianRuntime runtime, Connection connection) {
        if (!changesSomething()) {
            return done(runtime, connection);
        }
        long act = runtime.audit().begin(Act.ofCommand(connection.name(), "callback " + name(), ""));
        boolean isDone = false;
        try {
            isDone = done(runtime, connection);
            return isDone;
        } finally {
            runtime.audit().end(act, isDone ? Audit.DONE : Audit.FAILED, null, null);
        }
    }

    /** Whether it is an act, to be written down as one, and not only a look. */
    boolean changesSomething() {
        return true;
    }

    private boolean done(BactrianRuntime runtime, Connection connection) {
        try {
            call(runtime, connection);
            return true;
        } catch (SettingException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.debug("The command failed", e);
            say(connection, e instanceof FailedPushesException ? e.getMessage() : Sentences.unexpected(e));
            return false;
        }
    }

    /** Refuses what was typed, before any call. */
    void check(List<Connection> meant) {}

    /** Does it for one connection. */
    abstract void call(BactrianRuntime runtime, Connection connection);

    /** A line of the output. */
    final void say(Connection connection, String sentence) {
        out().println("callback " + name() + " " + connection.name() + ": " + sentence);
        out().flush();
    }

    static String pushesTo(Connection connection) {
        return "DingTalk pushes to "
                + connection.events().callback().orElseThrow().url().orElseThrow() + " now.";
    }
}
