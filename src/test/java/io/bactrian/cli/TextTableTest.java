package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columnsStandUnderEachOtherWhereCharactersAreTwoWide() {
        TextTable table =
                new TextTable("NAME", "N", "WHERE").row("张三", 7, "财务部").row("Emma", 1234, null);

        assertThat(print(table, 0)).isEqualTo("""
                NAME     N  WHERE
                ----  ----  ------
                张三     7  财务部
                Emma  1234
                """);
    }

    @Test
    void theWidestColumnGivesWay() {
        TextTable table = new TextTable("ID", "TEXT").row("PROC-1", "一二三四五六七八九十");

        String printed = print(table, 20);

        assertThat(printed).contains("PROC-1  一二三四五…");
        assertThat(printed.lines()).allMatch(line -> TextTable.width(line) <= 20);
    }

    @Test
    void nothingThatATerminalWouldObeyIsPrinted() {
        assertThat(print(new TextTable("A").row("x\u001b[2Jy\nz\t"), 0)).endsWith("x [2Jy z\n");
    }

    private static String print(TextTable table, int width) {
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out), width);
        return out.toString();
    }
}
