package io.bactrian.wecom;

import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.connection.Connection;
import io.bactrian.directory.Department;
import io.bactrian.directory.DirectoryPage.Problem;
import io.bactrian.directory.DirectoryQuery;
import io.bactrian.directory.Member;
import io.bactrian.directory.MemberPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One reading of a company: which of the two secrets knows what.
 *
 * <p>The contact-sync secret knows the ids of everybody, in two calls and one for 10,000 places; the app's secret knows
 * names, of those whom it may see, with one call for all departments and one for the members of each. With both, the
 * ids say who is there, so that an app that loses sight of somebody marks nobody as left, and departments in which
 * nobody is directly are not asked for. Filled by one thread; after that, thread-safe.
 */
final class PeopleReading {
    private final DirectoryQuery query;
    private final Map<String, PlacedDepartment> departments = new LinkedHashMap<>();
    private final Map<String, Set<String>> departmentsOf = new LinkedHashMap<>();
    private final Map<String, List<String>> firstIn = new ConcurrentHashMap<>();
    private final Set<String> populated = ConcurrentHashMap.newKeySet();
    private final Set<String> visible = ConcurrentHashMap.newKeySet();
    private final List<Problem> problems = new ArrayList<>();
    private Instant idsReadAt;
    private boolean knowsIds;
    private boolean knowsNames;
    private String cursor = "";
    private boolean morePages = true;
    private final Set<String> cursors = ConcurrentHashMap.newKeySet();
    private int begunAgain;
    private CallException failure;

    PeopleReading(DirectoryQuery query) {
        this.query = query;
    }

    DirectoryQuery query() {
        return query;
    }

    Connection connection() {
        return query.connection();
    }

    boolean mayAsk(String credential) {
        return connection().secret(credential).isPresent();
    }

    /** A department; what the app says of it wins over a mere id. */
    void found(Department department, long order, boolean byTheApp) {
        if (byTheApp) {
            visible.add(department.id());
            departments.put(department.id(), new PlacedDepartment(department, order));
        } else {
            departments.putIfAbsent(department.id(), new PlacedDepartment(department, order));
        }
    }

    /** Somebody is in a department; pages may end between the departments of one person. */
    void found(String userId, String departmentId) {
        if (departmentsOf.computeIfAbsent(userId, id -> new LinkedHashSet<>()).add(departmentId)) {
            populated.add(departmentId);
        }
    }

    void namesAreKnown() {
        knowsNames = true;
    }

    boolean knowsNames() {
        return knowsNames;
    }

    boolean knowsIds() {
        return knowsIds;
    }

    String cursor() {
        return cursor;
    }

    boolean hasMorePages() {
        return morePages;
    }

    /** Moves to the next page of ids; the last one has no {@code next}. A cursor that comes again leads nowhere. */
    void advance(String next, Instant readAt) {
        if (idsReadAt == null) {
            idsReadAt = readAt;
        }
        cursor = next;
        morePages = !next.isEmpty();
        if (morePages && !cursors.add(next)) {
            throw new CallException(
                    ErrorClass.PERMANENT, "malformed", "WeCom's list of ids comes back to a place where it was before");
        }
    }

    /** A lost place in the list of ids is found again from the beginning; any other failure is the caller's. */
    void pageFailed(CallException cause) {
        if (cursor.isEmpty() || !LostPlace.mayBeginAgain(cause, begunAgain)) {
            throw cause;
        }
        begunAgain++;
        cursor = "";
        cursors.clear();
        departmentsOf.clear();
        populated.clear();
    }

    /** All ids are read. */
    void idsAreKnown() {
        knowsIds = true;
    }

    /** Each is told of in the first of their departments that is asked for; who has none of those is a gap. */
    private void place(String userId, Set<String> in) {
        Optional<String> first = in.stream().filter(departments::containsKey).findFirst();
        if (first.isPresent()) {
            firstIn.computeIfAbsent(first.get(), id -> new ArrayList<>()).add(userId);
        } else {
            problems.add(new Problem(
                    WeComDirectoryMapper.MEMBER,
                    userId,
                    "is in a department that was not there yet when departments were listed",
                    true));
        }
    }

    /** The contact-sync secret could not be used: what it told until then is not the whole. */
    void idsFailed(CallException cause) {
        morePages = false;
        departmentsOf.clear();
        populated.clear();
        failed(cause, "The ids of everybody (contact-sync secret)");
    }

    /** The app could not be asked. */
    void namesFailed(CallException cause) {
        failed(cause, "The departments that the app sees");
    }

    /** The other secret may do; what this one would have told is missing. */
    private void failed(CallException cause, String what) {
        failure = cause;
        problems.add(new Problem(
                WeComDirectoryMapper.DEPARTMENT, null, what + " could not be read: " + cause.getMessage(), true));
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    /** Everything was asked; throws why nothing is known, if so. */
    void complete() {
        if (failure != null && !knowsNames && !knowsIds) {
            throw failure;
        }
        if (knowsIds) {
            departmentsOf.forEach(this::place);
        }
    }

    List<Problem> problems() {
        return problems;
    }

    /** All departments with their places among their siblings: the larger the number, the further in front. */
    List<Department> departments() {
        return PlacedDepartment.inOrder(departments.values());
    }

    /** Whether asking the app for the members of a department can tell anything. */
    boolean isWorthAsking(String departmentId) {
        return knowsNames && visible.contains(departmentId) && (!knowsIds || populated.contains(departmentId));
    }

    /** Where somebody is: every department by the ids, with what the app says of the person there. */
    Member placed(Member member) {
        Set<String> in = departmentsOf.get(member.userId());
        if (!knowsIds || in == null) {
            return member;
        }
        Map<String, MemberPlace> told = new LinkedHashMap<>();
        in.forEach(id -> told.put(id, new MemberPlace(id, null, null)));
        if (member.places() != null) {
            member.places().forEach(place -> told.put(place.departmentId(), place));
        }
        return WeComDirectoryMapper.in(List.copyOf(told.values()), member);
    }

    /** Those whose first department is this one and whom the app does not tell of there: ids only. */
    List<Member> idsOnly(String departmentId, Set<String> told) {
        return firstIn.getOrDefault(departmentId, List.of()).stream()
                .filter(id -> !told.contains(id))
                .map(id -> WeComDirectoryMapper.idOnly(
                        id,
                        departmentsOf.get(id).stream()
                                .map(in -> new MemberPlace(in, null, null))
                                .toList(),
                        idsReadAt))
                .toList();
    }
}
