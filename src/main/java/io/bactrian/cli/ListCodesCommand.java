package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.ListingLimits;
import io.bactrian.approval.Template;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.store.Sql;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the approval templates. */
@Command(
        name = "list-codes",
        description = "Lists name and code of every approval template that the app can see, and stores them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian list-codes                        as a table",
            "  ./bactrian list-codes --json > codes.json    for a script",
            "",
            "A code goes into PROCESS_CODE, or behind the dates of ./bactrian history."
        })
final class ListCodesCommand extends RunCommand {
    private final Map<String, List<Template>> found = new LinkedHashMap<>();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    ListCodesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Verdict work(BactrianRuntime runtime, Connection connection, Run run) {
        Map<String, String> before = new HashMap<>();
        runtime.tables().jdbc().query(Sql.of("template-names"), Map.of("connection", connection.name()), row -> {
            before.put(row.getString("process_code"), row.getString("name"));
        });
        List<Template> templates = listed(runtime, connection, run);
        templates.forEach(template -> count(run, before, template));
        found.put(connection.name(), templates);
        return Verdict.done();
    }

    private static List<Template> listed(BactrianRuntime runtime, Connection connection, Run run) {
        try {
            return ((List<?>) Calls.request(runtime.template(), ApprovalRoutes.TEMPLATES, connection, List.class))
                    .stream().map(Template.class::cast).toList();
        } catch (RuntimeException e) {
            run.addFailed(1);
            throw e;
        }
    }

    private static void count(Run run, Map<String, String> before, Template template) {
        run.addRead(1);
        if (!before.containsKey(template.code())) {
            run.addNew(1);
        } else if (Objects.equals(before.get(template.code()), template.name())) {
            run.addUnchanged(1);
        } else {
            run.addChanged(1);
        }
    }

    @Override
    void finish(BactrianRuntime runtime) {
        if (json) {
            List<Map<String, Object>> rows = new ArrayList<>();
            found.forEach(
                    (connection, templates) -> templates.forEach(template -> rows.add(row(connection, template))));
            Json.print(rows, out());
        } else if (!found.isEmpty()) {
            TextTable table = new TextTable("CONNECTION", "NAME", "CODE", "GROUP");
            found.forEach((connection, templates) -> templates.forEach(
                    template -> table.row(connection, template.name(), template.code(), template.dirName())));
            table.print(out(), surroundings.outColumns());
        }
        found.keySet().stream()
                .map(runtime.connections()::get)
                .filter(connection -> !ListingLimits.of(runtime.template().getCamelContext(), connection)
                        .byTemplate())
                .forEach(connection -> closingLines()
                        .println(
                                "Templates of " + connection.name() + " cannot be listed there: these are the ones that"
                                        + " approvals read so far have named, and those of the settings."));
    }

    private static Map<String, Object> row(String connection, Template template) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("connection", connection);
        row.put("name", template.name());
        row.put("code", template.code());
        row.put("group", template.dirName());
        return row;
    }

    @Override
    PrintWriter closingLines() {
        return json ? err() : out();
    }

    @Override
    long total(BactrianRuntime runtime, Connection connection, Run run) {
        return 0;
    }
}
