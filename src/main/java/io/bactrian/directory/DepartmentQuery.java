package io.bactrian.directory;

import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;

/**
 * Asks a platform for one department ({@code direct:<platform>-department}): a {@link Department} comes out, or nothing
 * when there is no such department.
 */
public record DepartmentQuery(Connection connection, String departmentId, Purpose purpose) {}
