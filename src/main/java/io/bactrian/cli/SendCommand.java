package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.audit.Act;
import io.bactrian.audit.Audit;
import io.bactrian.call.Calls;
import io.bactrian.message.Message;
import io.bactrian.message.MessageReader;
import io.bactrian.message.MessageRefusedException;
import io.bactrian.message.MessageRoutes;
import io.bactrian.message.Receipt;
import io.bactrian.message.RetryRequest;
import io.bactrian.message.Unreached;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a message, or again what had failed. */
@Command(
        name = "send",
        description = "Sends a message to people, departments, tags or a group; each key once.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian send --to 0412345,0499001 --text 'The report is there.'",
            "  ./bactrian send --department 12 --type textcard --title 'Milestone' --text 'Due on Friday' \\",
            "                  --url https://oa.example.com/m/7 --key milestone-7",
            "  df -h | ./bactrian send --channel ops --title 'Disks'",
            "  ./bactrian send --retry-failed               what failed on the last day, to whom it was not given",
            "  ./bactrian send --retry-failed 17 18         these messages, whatever their age",
            "",
            "Receivers are the platform's ids; those of --member are looked up in the table member first.",
            "Exit codes: 0 everybody was reached, 1 somebody was not (yet), 2 the message cannot be sent like this."
        })
final class SendCommand extends ConnectionCommand {
    @Option(names = "--to", split = ",", paramLabel = "ID", description = "People, by the platform's ids.")
    private List<String> to = new ArrayList<>();

    @Option(names = "--department", split = ",", paramLabel = "ID", description = "Departments, with all below them.")
    private List<String> departments = new ArrayList<>();

    @Option(names = "--tag", split = ",", paramLabel = "ID", description = "Tags (WeCom).")
    private List<String> tags = new ArrayList<>();

    @Option(
            names = "--member",
            split = ",",
            paramLabel = "ID",
            description = "People of the table member; who left is not sent to.")
    private List<String> members = new ArrayList<>();

    @Option(names = "--everyone", description = "Everybody whom the app may see.")
    private boolean everyone;

    @Option(names = "--channel", paramLabel = "NAME", description = "Into the group of this channel.")
    private String channel;

    @Option(names = "--type", paramLabel = "TYPE", description = "text (unless said), textcard or markdown.")
    private String type;

    @Option(names = "--title", paramLabel = "TEXT", description = "Heading; a text card needs one.")
    private String title;

    @Option(names = "--text", paramLabel = "TEXT", description = "What it says; read from the input unless given.")
    private String text;

    @Option(names = "--url", paramLabel = "URL", description = "Where a text card leads.")
    private String url;

    @Option(names = "--button", paramLabel = "TEXT", description = "What stands on a text card's button.")
    private String button;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "A message with a key that is known already is not sent again.")
    private String key;

    @Option(names = "--business-type", paramLabel = "WORD", description = "What kind of thing it is about.")
    private String businessType;

    @Option(names = "--business-id", paramLabel = "ID", description = "Which of them, for whoever looks for it later.")
    private String businessId;

    @Option(names = "--retry-failed", description = "Sends again what had failed, to whom it was not given.")
    private boolean retryFailed;

    @Parameters(paramLabel = "NUMBER", arity = "0..*", description = "With --retry-failed: only these messages.")
    private List<Long> numbers = new ArrayList<>();

    @Option(names = "--json", description = "Says what became of it as JSON.")
    private boolean json;

    SendCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        if (!retryFailed && !numbers.isEmpty()) {
            throw misuse("Numbers of messages go with --retry-failed; what a message says goes behind --text.");
        }
        try {
            // what is wrong with the words themselves needs no start
            Message message = retryFailed ? null : message();
            try (BactrianRuntime runtime = surroundings.start()) {
                return audited(runtime, message);
            }
        } catch (MessageRefusedException e) {
            throw misuse(e.getMessage());
        }
    }

    private Message message() throws IOException {
        Map<String, Object> words = new HashMap<>();
        words.put("connection", connectionName().orElse(null));
        words.put("channel", channel);
        words.put("type", type);
        words.put("title", title);
        words.put("url", url);
        words.put("button", button);
        words.put("users", to);
        words.put("departments", departments);
        words.put("tags", tags);
        words.put("members", members);
        words.put("everyone", everyone);
        words.put("key", key);
        words.put("businessType", businessType);
        words.put("businessId", businessId);
        words.put("content", text == null ? input() : text);
        return MessageReader.read(words);
    }

    private static String input() throws IOException {
        return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private int audited(BactrianRuntime runtime, Message message) {
        long act = runtime.audit()
                .begin(Act.ofCommand(
                        channel == null ? connectionName().orElse("") : "channel." + channel,
                        name(),
                        retryFailed ? "--retry-failed" : ""));
        String outcome = Audit.FAILED;
        try {
            int code = retryFailed ? retry(runtime) : send(runtime, message);
            outcome = code == Cli.OK ? Audit.DONE : Audit.FAILED;
            return code;
        } catch (MessageRefusedException e) {
            outcome = Audit.REFUSED;
            throw e;
        } finally {
            runtime.audit().end(act, outcome, null, null);
        }
    }

    private int send(BactrianRuntime runtime, Message message) {
        return told(List.of(Calls.request(runtime.template(), MessageRoutes.SEND, message, Receipt.class)));
    }

    private int retry(BactrianRuntime runtime) {
        String sender = channel == null ? connectionName().orElse(null) : "channel." + channel;
        connectionName().ifPresent(runtime.connections()::get);
        List<Receipt> receipts = new ArrayList<>();
        ((List<?>) Calls.request(
                        runtime.template(), MessageRoutes.SEND_FAILED, new RetryRequest(sender, numbers), List.class))
                .forEach(receipt -> receipts.add((Receipt) receipt));
        if (receipts.isEmpty() && !json) {
            out().println("Nothing is to be sent again.");
        }
        return told(receipts);
    }

    private int told(List<Receipt> receipts) {
        if (json) {
            Json.print(receipts.stream().map(SendCommand::row).toList(), out());
        } else {
            receipts.forEach(this::tell);
        }
        return receipts.stream().allMatch(receipt -> receipt.state() == Receipt.State.SENT) ? Cli.OK : Cli.FAILED;
    }

    private void tell(Receipt receipt) {
        out().println(String.format(
                Locale.ROOT,
                "Message %d: %s%s, %d of %d reached.",
                receipt.id(),
                receipt.state().code(),
                receipt.repeated() ? " (its key is known: nothing was sent this time)" : "",
                receipt.reached(),
                receipt.receivers()));
        if (receipt.error() != null) {
            out().println("  " + receipt.error());
        }
        if (receipt.nextAttempt() != null) {
            out().println("  It is tried again by ./bactrian run, or by the same command with --key " + receipt.key()
                    + ".");
        }
        if (!receipt.unreached().isEmpty()) {
            TextTable table = new TextTable("KIND", "ID", "AGAIN", "WHY NOT");
            receipt.unreached()
                    .forEach(one -> table.row(one.kind().code(), one.id(), one.again() ? "yes" : "no", one.reason()));
            table.print(out(), surroundings.outColumns());
        }
    }

    private static Map<String, Object> row(Receipt receipt) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", receipt.id());
        row.put("connection", receipt.connection());
        row.put("key", receipt.key());
        row.put("state", receipt.state().code());
        row.put("repeated", receipt.repeated());
        row.put("receivers", receipt.receivers());
        row.put("reached", receipt.reached());
        row.put("error", receipt.error());
        row.put("unreached", receipt.unreached().stream().map(SendCommand::row).toList());
        return row;
    }

    private static Map<String, Object> row(Unreached unreached) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", unreached.kind().code());
        row.put("id", unreached.id());
        row.put("reason", unreached.reason());
        row.put("again", unreached.again());
        return row;
    }
}
