package io.bactrian.directory;

import io.bactrian.directory.MemberPlaces.Place;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * A person's main department, the names of all of them, and what is told of a person in one department carried to the
 * person: page by page, so that memory stays flat. Thread-safe.
 */
final class MemberDepartments {
    private static final int PAGE = 500;

    private final Clock clock;
    private final ZoneId zone;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;
    private final MainDepartment rule;
    private final MemberPlaces memberPlaces;

    MemberDepartments(
            Clock clock, ZoneId zone, NamedParameterJdbcTemplate jdbc, Transactions transactions, MainDepartment rule) {
        this.clock = clock;
        this.zone = zone;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.rule = rule;
        this.memberPlaces = new MemberPlaces(jdbc);
    }

    void rebuild(String connection) {
        String after = "";
        while (after != null) {
            String start = after;
            after = transactions.in(() -> rebuildPage(connection, start));
        }
    }

    /** Brings everybody in one of {@code departments} up to date. */
    void rebuildIn(String connection, Collection<String> departments) {
        String after = "";
        while (after != null) {
            List<String> ids = jdbc.queryForList(
                    Sql.of("department-people"),
                    Map.of("keys", Keys.of(connection, departments), "after", after, "size", PAGE),
                    String.class);
            if (!ids.isEmpty()) {
                transactions.run(() -> write(connection, some(connection, ids)));
            }
            after = ids.size() < PAGE ? null : ids.get(ids.size() - 1);
        }
    }

    /** Brings one person up to date; gives whether anything was written. Joins the transaction. */
    boolean rebuildOf(String connection, String userId) {
        return write(connection, some(connection, List.of(userId)));
    }

    private List<Derived> some(String connection, List<String> ids) {
        return jdbc.query(
                Sql.of("member-derived-of"), Map.of("keys", Keys.of(connection, ids)), (row, n) -> Derived.read(row));
    }

    /** The last id of the page, or {@code null} when there is no further page. */
    private String rebuildPage(String connection, String after) {
        List<Derived> page = jdbc.query(
                Sql.of("member-derived-page"),
                Map.of("connection", connection, "after", after, "size", PAGE),
                (row, n) -> Derived.read(row));
        write(connection, page);
        return page.size() < PAGE ? null : page.get(page.size() - 1).userId;
    }

    /** The people are held by now; their departments are too, so that none gets another name before this is written. */
    private boolean write(String connection, List<Derived> page) {
        if (page.isEmpty()) {
            return false;
        }
        Map<String, List<Place>> places =
                memberPlaces.read(connection, page.stream().map(Derived::userId).toList());
        KnownDepartments known = KnownDepartments.of(jdbc, connection, places.values());
        List<SqlParameterSource> people = new ArrayList<>();
        List<SqlParameterSource> mains = new ArrayList<>();
        for (Derived stored : page) {
            List<Place> placesOf = places.getOrDefault(stored.userId, List.of());
            Place main = main(placesOf, stored.platformMain, known);
            Derived now = derive(stored, placesOf, main, known);
            if (!now.equals(stored)) {
                people.add(now.parameters(connection).addValue("update_time", Columns.time(clock.instant(), zone)));
            }
            for (Place place : placesOf) {
                if (place.main() != (place == main)) {
                    mains.add(place.parameters(connection, stored.userId).addValue("is_main", place == main));
                }
            }
        }
        jdbc.batchUpdate(Sql.of("member-derived-save"), people.toArray(SqlParameterSource[]::new));
        jdbc.batchUpdate(Sql.of("member-place-main"), mains.toArray(SqlParameterSource[]::new));
        return !people.isEmpty() || !mains.isEmpty();
    }

    private Place main(List<Place> places, String platformMain, KnownDepartments known) {
        Place main = places.isEmpty() ? null : places.get(0);
        for (Place place : places) {
            boolean better = switch (rule) {
                case LEAF -> known.depth(place.departmentId()) > known.depth(main.departmentId());
                case FIRST -> false;
                case PLATFORM -> place.departmentId().equals(platformMain);
            };
            main = better ? place : main;
        }
        return main;
    }

    private static Derived derive(Derived stored, List<Place> places, Place main, KnownDepartments known) {
        String names =
                places.stream().map(place -> known.name(place.departmentId())).collect(Collectors.joining(", "));
        List<Boolean> leads =
                places.stream().map(Place::leader).filter(Objects::nonNull).toList();
        return new Derived(
                stored.userId,
                stored.platformMain,
                main == null ? null : main.departmentId(),
                main == null ? null : known.name(main.departmentId()),
                names.isEmpty() ? null : names,
                main == null ? null : main.order(),
                leads.isEmpty() ? null : (Boolean) leads.contains(true));
    }

    private record Derived(
            String userId,
            String platformMain,
            String mainId,
            String mainName,
            String names,
            Long order,
            Boolean leader) {
        private static Derived read(ResultSet row) throws SQLException {
            return new Derived(
                    row.getString("userid"),
                    row.getString("platform_main_dept_id"),
                    row.getString("main_dept_id"),
                    row.getString("main_dept_name"),
                    row.getString("dept_names"),
                    Columns.number(row, "dept_order"),
                    Columns.flag(row, "leader"));
        }

        private MapSqlParameterSource parameters(String connection) {
            return new MapSqlParameterSource("connection", connection)
                    .addValue("userid", userId)
                    .addValue("main_dept_id", mainId)
                    .addValue("main_dept_name", mainName)
                    .addValue("dept_names", names)
                    .addValue("dept_order", order)
                    .addValue("leader", leader);
        }
    }
}
