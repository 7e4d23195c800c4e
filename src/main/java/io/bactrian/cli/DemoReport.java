package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.store.Sql;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** What the demo has put into the database, and how to look at it. */
final class DemoReport {
    private static final int CELL = 44;
    private static final List<String> NEXT = List.of(
            "All of this was made up. For your own company write a file .env beside bactrian:",
            "",
            "  DINGTALK_CLIENT_ID=the app's Client ID (AppKey)",
            "  DINGTALK_CLIENT_SECRET=the app's Client Secret (AppSecret)",
            "  # or WeCom's, or both's: WECOM_CORP_ID=, WECOM_SECRET=",
            "  DB_HOST=, DB_NAME=, DB_USER=, DB_PASSWORD=     (without them: an embedded database under data/)",
            "",
            "and run:",
            "",
            "  ./bactrian sync-users",
            "  ./bactrian list-codes",
            "  ./bactrian history 2026-01-01",
            "  ./bactrian run                  the service, until Ctrl-C");

    private final Surroundings demo;
    private final Path home;
    private final PrintWriter out;

    DemoReport(Surroundings demo, Path home, PrintWriter out) {
        this.demo = demo;
        this.home = home;
        this.out = out;
    }

    void print() {
        try (BactrianRuntime runtime = demo.look()) {
            departments(runtime);
            members(runtime);
            approvals(runtime);
            templates(runtime);
        }
        next();
    }

    private void departments(BactrianRuntime runtime) {
        TextTable table = new TextTable("CONNECTION", "DEPARTMENT", "DIRECTLY IN IT", "WITH ALL BELOW");
        runtime.tables().jdbc().query(Sql.of("demo-departments"), row -> {
            table.row(
                    row.getString("connection_name"),
                    row.getString("name_path"),
                    row.getInt("direct_headcount"),
                    row.getInt("total_headcount"));
        });
        print("Departments (table department, the first of each)", table);
    }

    private void members(BactrianRuntime runtime) {
        TextTable table = new TextTable("CONNECTION", "USERID", "NAME", "TITLE", "MAIN DEPARTMENT", "ALL DEPARTMENTS");
        runtime.tables().jdbc().query(Sql.of("demo-members"), row -> {
            table.row(
                    row.getString("connection_name"),
                    row.getString("userid"),
                    row.getString("name"),
                    row.getString("title"),
                    row.getString("main_dept_name"),
                    row.getString("dept_names"));
        });
        print("People (table member, the first of each)", table);
    }

    private void approvals(BactrianRuntime runtime) {
        TextTable table = new TextTable(
                "CONNECTION", "CREATED", "TITLE", "STATUS", "RESULT", "ORIGINATOR", "WAITS FOR", "FORM VALUES");
        runtime.tables().jdbc().query(Sql.of("demo-approvals"), row -> {
            table.row(
                    row.getString("connection_name"),
                    row.getString("created"),
                    row.getString("title"),
                    row.getString("status"),
                    row.getString("result"),
                    row.getString("originator_name"),
                    cell(row.getString("current_approvers")),
                    cell(row.getString("form_values_cleaned")));
        });
        print("Approvals (table process_instance, the newest running and the newest ended)", table);
    }

    private void templates(BactrianRuntime runtime) {
        TextTable table = new TextTable("TEMPLATE", "PLATFORM", "RUNNING", "AGREED", "REFUSED", "WITHDRAWN", "DAYS");
        runtime.tables().jdbc().query(Sql.of("demo-templates"), row -> {
            table.row(
                    row.getString("template"),
                    row.getString("platform"),
                    row.getInt("running"),
                    row.getInt("agreed"),
                    row.getInt("refused"),
                    row.getInt("withdrawn"),
                    row.getBigDecimal("days"));
        });
        print("What became of them (one statement over both platforms)", table);
    }

    private static String cell(String text) {
        return text == null ? null : TextTable.cut(text, CELL);
    }

    private void print(String title, TextTable table) {
        out.println();
        out.println(title);
        out.println();
        table.print(out, demo.outColumns());
    }

    private void next() {
        String url = "jdbc:h2:file:" + home.resolve("bactrian")
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;AUTO_SERVER=TRUE";
        out.println();
        out.println("Look at it yourself (user sa, no password), with any JDBC client or on the command line:");
        out.println();
        out.println("  " + url);
        out.println("  java -Dh2.bindAddress=127.0.0.1 -cp '" + h2() + "' org.h2.tools.Shell -user sa \\");
        out.println("    -url '" + url + "' \\");
        out.println("    -sql 'SELECT title, status, originator_name, current_approvers FROM process_instance'");
        out.println();
        NEXT.forEach(out::println);
    }

    /** The jar that the driver is in. */
    private static String h2() {
        try {
            return Path.of(org.h2.Driver.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            return "lib/h2.jar";
        }
    }
}
