package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.store.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the approvals that could not be read or stored. */
@Command(
        name = "failed",
        description = "Shows the approvals that could not be read or stored, and why.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian failed              as a table",
            "  ./bactrian failed --json       for a script",
            "  ./bactrian replay --all        repeats them",
        })
final class FailedCommand extends ConnectionCommand {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    FailedCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        try (BactrianRuntime runtime = surroundings.look()) {
            List<Map<String, Object>> rows = rows(runtime, connectionNames(runtime));
            if (json) {
                Json.print(rows, out());
            } else {
                print(rows);
            }
        }
        return Cli.OK;
    }

    private static List<Map<String, Object>> rows(BactrianRuntime runtime, List<String> connections) {
        return runtime.tables().jdbc().query(Sql.of("work-failed"), Map.of("connections", connections), (row, n) -> {
            Map<String, Object> failed = new LinkedHashMap<>();
            failed.put("id", row.getString("process_instance_id"));
            failed.put("connection", row.getString("connection_name"));
            failed.put("template", row.getString("template"));
            failed.put("class", row.getString("error_class"));
            failed.put("error", row.getString("error"));
            failed.put("attempts", row.getInt("attempts"));
            failed.put("when", Sentences.time(row.getLong("failed_at"), runtime.zone()));
            return failed;
        });
    }

    private void print(List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            out().println("Nothing has failed.");
            return;
        }
        TextTable table = new TextTable("ID", "CONNECTION", "TEMPLATE", "WHEN", "ATTEMPTS", "CLASS", "ERROR");
        rows.forEach(row -> table.row(
                row.get("id"),
                row.get("connection"),
                row.get("template"),
                row.get("when"),
                row.get("attempts"),
                row.get("class"),
                row.get("error")));
        table.print(out(), surroundings.outColumns());
        out().println("./bactrian replay --all repeats them.");
    }
}
