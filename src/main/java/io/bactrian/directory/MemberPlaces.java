package io.bactrian.directory;

import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** The table {@code member_department}: who is in which departments, in the platform's order. Thread-safe. */
final class MemberPlaces {
    private final NamedParameterJdbcTemplate jdbc;

    MemberPlaces(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The places of some people by their ids; the map has no entry for somebody without any. */
    Map<String, List<Place>> read(String connection, Collection<String> ids) {
        Map<String, List<Place>> places = new HashMap<>();
        jdbc.query(Sql.of("member-places"), Map.of("keys", Keys.of(connection, ids)), row -> {
            places.computeIfAbsent(row.getString("userid"), id -> new ArrayList<>())
                    .add(new Place(
                            row.getString("dept_id"),
                            row.getInt("position"),
                            row.getBoolean("is_main"),
                            Columns.flag(row, "is_leader"),
                            Columns.number(row, "dept_order")));
        });
        return places;
    }

    /** What is told now over what is known: a reading of one department says nothing about the others. */
    static List<Place> merge(List<MemberPlace> told, List<Place> known) {
        if (told == null) {
            return known;
        }
        Map<String, Place> before = new HashMap<>();
        known.forEach(place -> before.put(place.departmentId(), place));
        Map<String, Place> merged = new LinkedHashMap<>();
        for (MemberPlace place : told) {
            Place old = before.get(place.departmentId());
            Boolean leader = place.leader() != null || old == null ? place.leader() : old.leader();
            Long order = place.order() != null || old == null ? place.order() : old.order();
            merged.putIfAbsent(
                    place.departmentId(),
                    new Place(place.departmentId(), merged.size(), old != null && old.main(), leader, order));
        }
        return List.copyOf(merged.values());
    }

    /** What is known, with what an earlier reading knows of leaders and order where nothing is known yet. */
    static List<Place> complete(List<Place> known, List<MemberPlace> earlier) {
        if (earlier == null) {
            return known;
        }
        Map<String, MemberPlace> told = new HashMap<>();
        earlier.forEach(place -> told.put(place.departmentId(), place));
        return known.stream()
                .map(place -> {
                    MemberPlace other = told.get(place.departmentId());
                    return other == null
                            ? place
                            : new Place(
                                    place.departmentId(),
                                    place.position(),
                                    place.main(),
                                    place.leader() == null ? other.leader() : place.leader(),
                                    place.order() == null ? other.order() : place.order());
                })
                .toList();
    }

    /** Puts new lists in the place of the old ones. */
    void replace(String connection, Map<String, List<Place>> placesOf) {
        List<SqlParameterSource> removals = new ArrayList<>();
        List<SqlParameterSource> additions = new ArrayList<>();
        placesOf.forEach((userId, places) -> {
            removals.add(new MapSqlParameterSource("connection", connection).addValue("userid", userId));
            places.forEach(place -> additions.add(place.parameters(connection, userId)));
        });
        jdbc.batchUpdate(Sql.of("member-places-remove"), removals.toArray(SqlParameterSource[]::new));
        jdbc.batchUpdate(Sql.of("member-place-add"), additions.toArray(SqlParameterSource[]::new));
    }

    /** One row. */
    record Place(String departmentId, int position, boolean main, Boolean leader, Long order) {
        MapSqlParameterSource parameters(String connection, String userId) {
            return new MapSqlParameterSource("connection", connection)
                    .addValue("userid", userId)
                    .addValue("dept_id", departmentId)
                    .addValue("position", position)
                    .addValue("is_main", main)
                    .addValue("is_leader", leader)
                    .addValue("dept_order", order);
        }
    }
}
