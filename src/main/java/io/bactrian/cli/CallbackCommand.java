package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import io.bactrian.dingtalk.callback.CallbackApi;
import io.bactrian.dingtalk.callback.DingTalkCallbackRoutes;
import io.bactrian.dingtalk.callback.FailedPushesFetched;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where DingTalk pushes events to. */
@Command(
        name = "callback",
        description = "Registers where DingTalk pushes events to, and fetches those that it could not push.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CallbackCommand.Register.class,
            CallbackCommand.Show.class,
            CallbackCommand.Update.class,
            CallbackCommand.Remove.class,
            CallbackCommand.Fetch.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian callback register                      to the address in DINGTALK_CALLBACK_URL",
            "  ./bactrian callback show                          what is registered, token and key masked",
            "  ./bactrian callback update                        after a change of address, token or key",
            "  ./bactrian callback fetch                         what could not be pushed, after an outage",
            "  ./bactrian callback remove --connection dingtalk",
            "",
            "Only for companies that have events pushed (DINGTALK_EVENTS=callback); the stream needs none of it.",
            "Start ./bactrian run first: DingTalk posts to the address before it registers or changes it.",
            "Settings: DINGTALK_CALLBACK_URL, DINGTALK_CALLBACK_TOKEN, DINGTALK_CALLBACK_AES_KEY, and",
            "DINGTALK_CALLBACK_OWNER, which is the CorpId for what is registered by this command."
        })
final class CallbackCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Which of register, show, update, remove and fetch?");
    }

    @Command(name = "register", description = "Registers the address of the settings; the service must be running.")
    static final class Register extends CallbackCall {
        Register(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        void call(BactrianRuntime runtime, Connection connection) {
            new CallbackApi(runtime.template()).register(connection);
            say(connection, pushesTo(connection));
        }
    }

    @Command(
            name = "update",
            description = "Changes what is registered to what the settings say; the service must be running.")
    static final class Update extends CallbackCall {
        Update(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        void call(BactrianRuntime runtime, Connection connection) {
            new CallbackApi(runtime.template()).update(connection);
            say(connection, pushesTo(connection));
        }
    }

    @Command(name = "show", description = "Shows what is registered, and whether token and key are those set here.")
    static final class Show extends CallbackCall {
        Show(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        boolean changesSomething() {
            return false;
        }

        @Override
        void call(BactrianRuntime runtime, Connection connection) {
            CallbackApi.Registered registered = new CallbackApi(runtime.template()).show(connection);
            say(connection, "registered is");
            out().println("  address  " + registered.url());
            out().println("  events   " + String.join(", ", registered.tags()));
            out().println("  token    " + compared(connection, registered.token(), EventSettings.Callback::token));
            out().println("  key      " + compared(connection, registered.aesKey(), EventSettings.Callback::aesKey));
        }

        private static String compared(
                Connection connection, Secret registered, Function<EventSettings.Callback, Secret> ours) {
            Optional<Secret> set = connection.events().callback().map(ours);
            return registered + " ("
                    + set.map(secret -> secret.equals(registered) ? "the one set here" : "not the one set here")
                            .orElse("none is set here")
                    + ")";
        }
    }

    @Command(name = "remove", description = "Takes the registration away: nothing is pushed any more.")
    static final class Remove extends CallbackCall {
        Remove(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        void check(List<Connection> meant) {
            if (meant.size() > 1) {
                throw misuse("Say which one with --connection.");
            }
        }

        @Override
        void call(BactrianRuntime runtime, Connection connection) {
            new CallbackApi(runtime.template()).remove(connection);
            say(connection, "DingTalk pushes nothing any more.");
        }
    }

    @Command(
            name = "fetch",
            description = "Fetches the events that could not be pushed, and stores them. DingTalk lists one about five"
                    + " minutes after its last try, and hands it out once.")
    static final class Fetch extends CallbackCall {
        Fetch(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        void call(BactrianRuntime runtime, Connection connection) {
            FailedPushesFetched fetched = Calls.request(
                    runtime.template(), DingTalkCallbackRoutes.FAILED, connection, FailedPushesFetched.class);
            say(connection, sentence(fetched));
        }

        static String sentence(FailedPushesFetched fetched) {
            String odd = fetched.odd() == 0 ? "" : " " + fetched.odd() + " that do not say what happened are left out.";
            if (fetched.stored() == 0) {
                return "there are no failed pushes." + odd;
            }
            return fetched.stored() + " failed " + (fetched.stored() == 1 ? "push is" : "pushes are") + " stored." + odd
                    + " Approvals are on the work list: ./bactrian run reads them, or the next command that reads"
                    + " approvals, such as ./bactrian sweep.";
        }
    }
}
