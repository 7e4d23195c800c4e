package io.bactrian.directory;

import io.bactrian.call.CallException;
import io.bactrian.call.Calls;
import io.bactrian.call.ErrorClass;
import io.bactrian.directory.DirectoryPage.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

/** A made-up company on a made-up platform, {@code fake}. */
final class Company extends RouteBuilder {
    private static final int PAGE = 100;

    final Map<String, Person> people = new LinkedHashMap<>();
    final Map<String, CallException> broken = new ConcurrentHashMap<>();
    final List<Problem> oddities = new ArrayList<>();
    /** What happens while somebody is being read. */
    volatile Consumer<String> duringRead = id -> {};

    /** What happens before a list of members is read. */
    volatile Runnable duringDepartment = () -> {};

    final Queue<String> askedFor = new ConcurrentLinkedQueue<>();

    private final Clock clock;
    private final Map<String, String[]> departments = new LinkedHashMap<>();
    private ProducerTemplate template;

    Company(Clock clock) {
        this.clock = clock;
        department("1", null, "公司");
    }

    void department(String id, String parent, String name) {
        departments.put(id, new String[] {parent, name});
    }

    void close(String department) {
        departments.remove(department);
    }

    Person hire(String id, String name, String... in) {
        Person person = new Person(id, name, in);
        people.put(id, person);
        return person;
    }

    static CallException failure(ErrorClass errorClass) {
        return new CallException(errorClass, "test", "The platform said no");
    }

    @Override
    public void configure() {
        template = getContext().createProducerTemplate();
        from("direct:fake-departments").errorHandler(noErrorHandler()).process(this::listDepartments);
        from("direct:fake-members").errorHandler(noErrorHandler()).process(this::listMembers);
        from("direct:fake-member").errorHandler(noErrorHandler()).process(this::findMember);
        from("direct:fake-department").errorHandler(noErrorHandler()).process(this::findDepartment);
    }

    private void listDepartments(Exchange exchange) {
        DirectoryQuery query = exchange.getMessage().getBody(DirectoryQuery.class);
        check("departments");
        List<Department> all = new ArrayList<>();
        departments.forEach((id, rest) ->
                all.add(new Department(id, rest[0], rest[1], (long) all.size(), null, null, clock.instant())));
        hand(query, all);
    }

    private void listMembers(Exchange exchange) {
        DirectoryQuery query = exchange.getMessage().getBody(DirectoryQuery.class);
        check(query.departmentId());
        hand(query, membersOf(query.departmentId()));
    }

    /** One list at a time, so that what happens before one is in all that come after. */
    private synchronized List<Member> membersOf(String department) {
        duringDepartment.run();
        return people.values().stream()
                .filter(person -> person.departments.contains(department))
                .map(person -> person.in(department, clock.instant()))
                .toList();
    }

    private void findMember(Exchange exchange) {
        MemberQuery query = exchange.getMessage().getBody(MemberQuery.class);
        askedFor.add(query.userId());
        check(query.userId());
        Person person = people.get(query.userId());
        Member answer = person == null ? null : person.in(null, clock.instant());
        duringRead.accept(query.userId());
        exchange.getMessage().setBody(answer);
    }

    private void findDepartment(Exchange exchange) {
        String id = exchange.getMessage().getBody(DepartmentQuery.class).departmentId();
        askedFor.add("department " + id);
        check("department " + id);
        String[] rest = departments.get(id);
        exchange.getMessage()
                .setBody(rest == null ? null : new Department(id, rest[0], rest[1], null, null, null, clock.instant()));
    }

    private void check(String what) {
        CallException failure = broken.get(what);
        if (failure != null) {
            throw failure;
        }
    }

    private <T> void hand(DirectoryQuery query, List<T> items) {
        List<Problem> problems = "1".equals(query.departmentId()) ? oddities : List.of();
        int start = 0;
        do {
            List<T> page = items.subList(start, Math.min(start + PAGE, items.size()));
            Calls.request(
                    template,
                    query.pageTo(),
                    new DirectoryPage<>(query, page, start == 0 ? problems : List.of()),
                    Object.class);
            start += PAGE;
        } while (start < items.size());
    }
}
