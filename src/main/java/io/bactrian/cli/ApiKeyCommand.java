package io.bactrian.cli;

import io.bactrian.api.ApiKey;
import io.bactrian.connection.Secret;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A new key for a system that calls the API. */
@Command(
        name = "api-key",
        description = {
            "Makes a random key for a system that calls the API, and prints it once.",
            "The settings hold only its hash; the key itself is kept nowhere."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian api-key                                            the key of BACTRIAN_API_KEY_HASH",
            "  ./bactrian api-key intranet --permissions dingtalk.user.view,dingtalk.approval.*"
        })
final class ApiKeyCommand implements Callable<Integer> {
    private static final String DEFAULT = "default";

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = DEFAULT,
            description = "Who will use it: small letters, digits and dashes.")
    private String name;

    @Option(
            names = "--permissions",
            paramLabel = "LIST",
            defaultValue = "*.approval.view,*.user.view,*.department.view",
            description = "What it may do; ${DEFAULT-VALUE} unless given.")
    private String permissions;

    @Override
    public Integer call() {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "NAME is made of small letters, digits and dashes, at most 40.");
        }
        ApiKey.faultOf(permissions).ifPresent(fault -> {
            throw new CommandLine.ParameterException(spec.commandLine(), "--permissions: " + fault);
        });
        Secret key = ApiKey.random();
        PrintWriter out = spec.commandLine().getOut();
        out.println("The key, for whoever calls (Authorization: Bearer …); it is shown this once:");
        out.println();
        out.println("  " + key.reveal());
        out.println();
        if (name.equals(DEFAULT)) {
            out.println("For .env beside bactrian:");
            out.println();
            out.println("  BACTRIAN_API_KEY_HASH=" + ApiKey.hashOf(key));
            out.println("  BACTRIAN_API_KEY_PERMISSIONS=" + permissions);
        } else {
            out.println("For application.properties:");
            out.println();
            out.println("  api.key." + name + ".hash=" + ApiKey.hashOf(key));
            out.println("  api.key." + name + ".permissions=" + permissions);
        }
        out.println();
        out.println("Then start the service again.");
        return Cli.OK;
    }
}
