package io.bactrian.directory;

import org.apache.camel.Exchange;

/**
 * How a platform is asked for one person and for one department ({@link LookupRoutes}): a query becomes a call, an answer a
 * record or nothing; a failure may mean that there is no such person, and is thrown on otherwise.
 */
public interface Lookup {
    /** {@link MemberQuery} to the call. */
    void askForMember(Exchange exchange);

    /** The answer to a {@link Member}, or to nothing. */
    void member(Exchange exchange);

    void memberFailed(Exchange exchange);

    /** {@link DepartmentQuery} to the call. */
    void askForDepartment(Exchange exchange);

    /** The answer to a {@link Department}, or to nothing. */
    void department(Exchange exchange);

    void departmentFailed(Exchange exchange);
}
