package io.bactrian.directory;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;

/**
 * Asks a platform for its departments ({@code direct:<platform>-departments}) or, with a department, for the members
 * directly in it ({@code direct:<platform>-members}).
 *
 * @param departmentId the department, or {@code null} for the whole tree
 * @param pageTo the endpoint that each page is handed to before the next is asked for: a {@link DirectoryPage}
 */
public record DirectoryQuery(Connection connection, Run run, String departmentId, String pageTo) {}
