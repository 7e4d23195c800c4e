package io.bactrian.directory;

import io.bactrian.directory.MemberPlaces.Place;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What a person's derived columns need to know of departments, as their rows say. */
record KnownDepartments(Map<String, Row> byId) {
    /** The departments of those places, held so that none gets another name before the transaction ends. */
    static KnownDepartments of(NamedParameterJdbcTemplate jdbc, String connection, Collection<List<Place>> places) {
        Set<String> ids = new TreeSet<>();
        places.forEach(placesOf -> placesOf.forEach(place -> ids.add(place.departmentId())));
        Map<String, Row> known = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.query(Sql.of("department-of-member"), Map.of("keys", Keys.of(connection, ids)), row -> {
                known.put(row.getString("dept_id"), new Row(row.getString("name"), Columns.number(row, "depth")));
            });
        }
        return new KnownDepartments(known);
    }

    /** The name of a department; its id where the name is not known. */
    String name(String id) {
        Row row = byId.get(id);
        return row == null || row.name == null ? id : row.name;
    }

    /** How many departments are above it, or -1 where that is not known. */
    int depth(String id) {
        Row row = byId.get(id);
        return row == null || row.depth == null ? -1 : row.depth.intValue();
    }

    record Row(String name, Long depth) {}
}
