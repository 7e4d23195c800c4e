package io.bactrian.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.DateTimeSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in {@code data} of an answer, or in a part of it, for the description: fields and their types. Put together
 * once, field after field, and not changed then.
 */
final class Shape {
    private final String name;
    private final ObjectSchema schema = new ObjectSchema();
    private final List<Shape> parts = new ArrayList<>();

    private Shape(String name) {
        this.name = name;
    }

    /** One without any fields so far. */
    static Shape of(String name) {
        return new Shape(name);
    }

    /** A row; columns that take a permission of their own are left out for who lacks it, and all but {@code key} may be null. */
    static Shape row(String name, List<Column> columns, List<String> key) {
        Shape shape = new Shape(name);
        for (Column column : columns) {
            Schema<?> type = type(column.kind());
            if (column.secret()) {
                shape.put(column.name(), orNull(type).description("Only with user.private."), false);
            } else {
                shape.put(column.name(), key.contains(column.name()) ? type : orNull(type), true);
            }
        }
        return shape;
    }

    /** A page of such rows. */
    static Shape page(Shape row) {
        return new Shape(row.name + "Page")
                .list("items", row)
                .number(Listing.PAGE)
                .number(Listing.PAGE_SIZE)
                .put(
                        "total",
                        orNull(number())
                                .description("Rows of all pages; null where there are more than " + Listing.MOST_COUNTED
                                        + "."),
                        true);
    }

    private static Schema<?> type(Column.Kind kind) {
        return switch (kind) {
            case TEXT -> new StringSchema();
            case NUMBER -> number();
            case FLAG -> new BooleanSchema();
            case TIME, MOMENT -> new DateTimeSchema();
            case JSON -> new Schema<>();
        };
    }

    private static Schema<?> number() {
        return new IntegerSchema().format("int64");
    }

    private static Schema<?> orNull(Schema<?> schema) {
        return schema.nullable(true);
    }

    private Shape put(String field, Schema<?> type, boolean always) {
        schema.addProperty(field, type);
        if (always) {
            schema.addRequiredItem(field);
        }
        return this;
    }

    Shape number(String field) {
        return put(field, number(), true);
    }

    /** A number that is not always there. */
    Shape numberAtTimes(String field) {
        return put(field, number(), false);
    }

    /** But for this field. */
    Shape without(String field) {
        schema.getProperties().remove(field);
        schema.setRequired(
                schema.getRequired().stream().filter(one -> !one.equals(field)).toList());
        return this;
    }

    Shape moment(String field) {
        return put(field, new DateTimeSchema(), true);
    }

    Shape textOrNull(String field) {
        return put(field, orNull(new StringSchema()), true);
    }

    Shape text(String field) {
        return put(field, new StringSchema(), true);
    }

    /** A text that may be null, and is not always there. */
    Shape textAtTimes(String field) {
        return put(field, orNull(new StringSchema()), false);
    }

    Shape flagAtTimes(String field) {
        return put(field, new BooleanSchema(), false);
    }

    Shape momentAtTimes(String field) {
        return put(field, orNull(new DateTimeSchema()), false);
    }

    Shape part(String field, Shape part) {
        parts.add(part);
        return put(field, part.reference(), true);
    }

    Shape list(String field, Shape item) {
        parts.add(item);
        return put(field, new ArraySchema().items(item.reference()), true);
    }

    Shape listAtTimes(String field, Shape item) {
        parts.add(item);
        return put(field, new ArraySchema().items(item.reference()), false);
    }

    /** As the description names it, with all its parts. */
    void addTo(Components components) {
        components.addSchemas(name, schema);
        parts.forEach(part -> part.addTo(components));
    }

    Schema<?> reference() {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }
}
