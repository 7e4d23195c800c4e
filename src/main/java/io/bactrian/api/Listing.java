package io.bactrian.api;

import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * Rows of a statement: filtered, sorted by columns that it knows, page by page. Whatever somebody says reaches the
 * database as a parameter, never as a part of the statement.
 */
final class Listing {
    static final String PAGE = "page";
    static final String PAGE_SIZE = "page_size";
    static final String SORT = "sort";

    private static final int USUAL_SIZE = 50;
    private static final int LARGEST_SIZE = 200;
    private static final int LAST_PAGE = 100_000;
    private static final int MOST_SORTS = 3;
    /** Of more rows it is not said how many they are: to count a million takes longer than to read a page. */
    static final int MOST_COUNTED = 100_000;

    /** Tables that are joined by their keys change no count. */
    private static final Pattern JOINED = Pattern.compile("LEFT JOIN .*?(?=WHERE)", Pattern.DOTALL);

    private static final String DESCENDING = " DESC";

    private final Tables tables;
    private final Times times;
    private final String statement;
    private final List<Column> columns;
    private final List<Filter> filters;
    private final String usualSort;
    private final List<String> key;
    private final Optional<Index> index;

    /**
     * An index in the usual order, all of it descending. Databases that look only for what the conditions narrow do not find
     * it by themselves.
     *
     * @param table with its short name
     * @param first its first column, which is always the same
     */
    record Index(String table, String first, String name) {}

    /**
     * {@code statement} names the file, which ends in conditions; {@code key} are columns that together are there once,
     * so that the order is always the same.
     */
    Listing(
            Tables tables,
            Times times,
            String statement,
            List<Column> columns,
            List<Filter> filters,
            String usualSort,
            List<String> key) {
        this(tables, times, statement, columns, filters, usualSort, key, Optional.empty());
    }

    /** The same where there is an index in the usual order. */
    Listing(
            Tables tables,
            Times times,
            String statement,
            List<Column> columns,
            List<Filter> filters,
            String usualSort,
            List<String> key,
            Optional<Index> index) {
        this.index = index;
        this.tables = tables;
        this.times = times;
        this.statement = statement;
        this.columns = List.copyOf(columns);
        this.filters = List.copyOf(filters);
        this.usualSort = usualSort;
        this.key = List.copyOf(key);
    }

    List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        filters.forEach(filter -> parameters.add(filter.parameter()));
        parameters.add(Parameter.number(PAGE, "The page, from 1.", 1, LAST_PAGE));
        parameters.add(Parameter.number(
                PAGE_SIZE,
                "Rows of a page, 1 to " + LARGEST_SIZE + "; " + USUAL_SIZE + " unless given.",
                1,
                LARGEST_SIZE));
        parameters.add(Parameter.text(
                SORT,
                "Columns, comma-separated, with - before those that fall; " + usualSort + " unless given. There are: "
                        + String.join(", ", sortable()) + "."));
        return parameters;
    }

    /** A row as it is answered. */
    Shape row(String name) {
        return Shape.row(name, columns, key);
    }

    private List<String> sortable() {
        return columns.stream()
                .filter(column -> !column.secret() && column.kind() != Column.Kind.JSON)
                .map(Column::name)
                .toList();
    }

    Reply page(Ask ask) {
        return page(ask, Map.of(), Function.identity());
    }

    /** A page; {@code said} wins over what the query says, {@code finish} completes each row. */
    Reply page(Ask ask, Map<String, Object> said, Function<Map<String, Object>, Map<String, Object>> finish) {
        Map<String, String> query = ask.query();
        int page = number(query, PAGE, 1, LAST_PAGE, 1);
        int size = number(query, PAGE_SIZE, 1, LARGEST_SIZE, USUAL_SIZE);
        MapSqlParameterSource values =
                new MapSqlParameterSource("connection", ask.connection().name());
        StringBuilder sql = new StringBuilder(Sql.of(statement));
        for (Filter filter : filters) {
            Optional<Object> value = said.containsKey(filter.name())
                    ? Optional.ofNullable(said.get(filter.name()))
                    : Optional.ofNullable(query.get(filter.name()))
                            .filter(text -> !text.isBlank())
                            .map(text -> filter.value(text, times, ask.connection()));
            value.ifPresent(one -> {
                sql.append(" AND ").append(filter.sql());
                values.addValue(filter.name(), one);
            });
        }
        Long total = total(sql.toString(), values);
        boolean isWhole = values.getValues().size() == 1;
        order(sql, query.getOrDefault(SORT, ""), isWhole);
        sql.append(" LIMIT :size OFFSET :skip");
        values.addValue("size", size).addValue("skip", (long) (page - 1) * size);
        boolean isPrivate = ask.may(Right.USER_PRIVATE);
        List<Map<String, Object>> items =
                tables.jdbc().query(sql.toString(), values, (row, n) -> finish.apply(row(row, isPrivate)));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("items", items);
        data.put(PAGE, page);
        data.put(PAGE_SIZE, size);
        data.put("total", total);
        return Reply.ok(data);
    }

    /** How many there are; {@code null} where there are more than are counted. */
    private Long total(String sql, MapSqlParameterSource values) {
        String rows = JOINED.matcher(sql.substring(sql.indexOf("FROM "))).replaceFirst("");
        Long total = tables.jdbc()
                .queryForObject(
                        "SELECT COUNT(*) FROM (SELECT 1 AS one " + rows + " LIMIT " + (MOST_COUNTED + 1) + ") counted",
                        values,
                        Long.class);
        return total == null || total > MOST_COUNTED ? null : total;
    }

    private void order(StringBuilder sql, String said, boolean isWhole) {
        String order = order(said);
        if (isWhole && index.isPresent() && order.equals(order(usualSort))) {
            Index usual = index.get();
            String table = "FROM " + usual.table();
            int at = sql.indexOf(table) + table.length();
            sql.insert(at, " USE INDEX (" + usual.name() + ")");
            order = usual.first() + DESCENDING + ", " + order;
        }
        sql.append(" ORDER BY ").append(order);
    }

    private Map<String, Object> row(ResultSet row, boolean isPrivate) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : columns) {
            if (isPrivate || !column.secret()) {
                values.put(column.name(), column.read(row, times));
            }
        }
        return values;
    }

    private String order(String said) {
        Set<String> used = new HashSet<>();
        List<String> order = new ArrayList<>();
        List<String> known = sortable();
        String[] wanted = (said.isBlank() ? usualSort : said).split(",");
        if (wanted.length == 0) {
            throw Refusal.badParameters("'sort' names no column; there are: " + String.join(", ", known)
                    + ", each with - before it to fall.");
        }
        if (wanted.length > MOST_SORTS) {
            throw Refusal.badParameters("'sort' takes at most " + MOST_SORTS + " columns.");
        }
        for (String word : wanted) {
            boolean isFalling = word.strip().startsWith("-");
            String column = word.strip().substring(isFalling ? 1 : 0);
            if (!known.contains(column)) {
                throw Refusal.badParameters("'sort' is '" + ApiRequest.shown(word) + "'; there are: "
                        + String.join(", ", known) + ", each with - before it to fall.");
            }
            if (used.add(column)) {
                order.add(column + (isFalling ? DESCENDING : ""));
            }
        }
        // in the direction of the first, so that an index has them all
        String direction = order.get(0).endsWith(DESCENDING) ? DESCENDING : "";
        key.stream().filter(used::add).forEach(column -> order.add(column + direction));
        return order.stream().collect(Collectors.joining(", "));
    }

    static int number(Map<String, String> query, String name, int least, int most, int otherwise) {
        String text = query.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal below
        }
        throw Refusal.badParameters("'" + name + "' is '" + ApiRequest.shown(text) + "'; expected a whole number from "
                + least + " to " + most + ".");
    }
}
