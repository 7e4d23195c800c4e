package io.bactrian.cli;

import io.bactrian.connection.SettingException;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: words in, exit code out; every failure is one sentence. */
public final class Cli {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    /** How people call us. */
    static final String NAME = "./bactrian";

    private static final Logger LOG = LoggerFactory.getLogger(Cli.class);
    private static final int WIDTH = 100;

    private Cli() {}

    /** Runs one command. */
    public static int run(Surroundings surroundings, PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new BactrianCommand(), factory(surroundings))
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler(Cli::misused)
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command, parsed, surroundings));
        int code = line.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** Commands that want it are given the surroundings. */
    private static IFactory factory(Surroundings surroundings) {
        IFactory others = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                    if (constructor.getParameterCount() == 1
                            && constructor.getParameterTypes()[0] == Surroundings.class) {
                        return type.cast(constructor.newInstance(surroundings));
                    }
                }
                return others.create(type);
            }
        };
    }

    private static int misused(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(e.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return USAGE;
    }

    private static int failed(Exception e, CommandLine command, ParseResult parsed, Surroundings surroundings) {
        PrintWriter err = command.getErr();
        boolean isMendable = e instanceof SettingException;
        String sentence = isMendable ? e.getMessage() : command.getCommandName() + ": " + Sentences.unexpected(e);
        if (surroundings.speaksByLog()) {
            LOG.error(sentence);
        } else {
            err.println(sentence);
        }
        if (isMendable) {
            return USAGE;
        }
        if (surroundings.wantsDetails()) {
            e.printStackTrace(err);
        }
        return surroundings.interrupts().isRaised() ? Interrupts.EXIT_CODE : FAILED;
    }
}
