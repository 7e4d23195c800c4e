package io.bactrian.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command without a command: what there is. */
@Command(
        name = Cli.NAME,
        description = "Carries DingTalk approvals and people into your own MySQL, with names instead of ids.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = BactrianCommand.Version.class,
        subcommands = {
            SyncUsersCommand.class,
            ListCodesCommand.class,
            HistoryCommand.class,
            ServeCommand.class,
            RefreshCommand.class,
            SweepCommand.class,
            StatusCommand.class,
            RoutesCommand.class,
            FailedCommand.class,
            ReplayCommand.class,
            RebuildCommand.class,
            SendCommand.class,
            CallbackCommand.class,
            ApiKeyCommand.class,
            HawtioCommand.class,
            DemoCommand.class,
            HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian demo                      everything on a made-up company; nothing to set up",
            "  ./bactrian sync-users                departments and people, first",
            "  ./bactrian list-codes                which approval templates there are",
            "  ./bactrian history 2026-01-01        all approvals since New Year",
            "  ./bactrian run                       the service: what happens, as it happens",
            "  ./bactrian status                    what ran, what waits, what it cost",
            "",
            "Settings are in application.properties, in .env beside it and in the environment:",
            "DINGTALK_CLIENT_ID, DINGTALK_CLIENT_SECRET, PROCESS_CODE; DB_HOST, DB_USER, DB_PASSWORD, DB_NAME.",
            "Exit codes: 0 nothing failed, 1 something failed, 2 usage or settings, 130 stopped by Ctrl-C (run: 0)."
        })
final class BactrianCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    private boolean version;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = BactrianCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "Bactrian " + (version == null ? "(not packaged)" : version) + " on Java "
                        + System.getProperty("java.version")
            };
        }
    }
}
