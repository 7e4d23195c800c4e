package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.demo.Company;
import io.bactrian.demo.Department;
import io.bactrian.demo.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The approvals of the made-up company in WeCom: a past that is generated, and what happens while somebody looks on.
 * Thread-safe.
 */
public final class OaFile {
    /** Ids of the templates; the last is as old ones are. */
    public static final List<String> TEMPLATES = List.of("3TkExpenseSample", "3TkLeaveSample", "1001_2002_3003");

    static final List<String> NAMES = List.of("费用报销", "请假", "用印申请");

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));
    private static final int SUBMITTED = 1;
    private static final int TRANSFERRED = 4;
    private static final int WITHDREW = 6;
    private static final int REVOKED = 8;
    private static final int COMMENTED = 10;
    private static final int RETURNED = 11;
    private static final int OTHER = 0;
    private static final int BATCH = 30;
    private static final int FATES = 10;

    private final Company company;
    private final Clock clock;
    private final Map<String, OaApproval> approvals = new LinkedHashMap<>();
    private BiConsumer<ObjectNode, Integer> listener = (info, change) -> {};
    private int comments;

    OaFile(Company company, Clock clock) {
        this.company = company;
        this.clock = clock;
    }

    /** {@code listener} is told the detail and WeCom's number for what happened to it. */
    synchronized void onChange(BiConsumer<ObjectNode, Integer> newListener) {
        listener = newListener;
    }

    /** A past of so many approvals, evenly over that time, in every state. */
    public synchronized void generate(int number, Instant from, Instant to) {
        long begin = from.getEpochSecond();
        long length = to.getEpochSecond() - begin;
        for (int n = 0; n < number; n++) {
            int template = n % TEMPLATES.size();
            OaApproval approval = add(n, template, begin + length * n / number, n % BATCH == 2);
            approval.flow(
                    List.of(List.of(user(n + 1)), List.of(user(n + 2), user(n + 3))), List.of(user(n + 4)), n % 4 == 3);
            decide(approval, n);
        }
    }

    /** Some wait for the first, some for the second node, most have ended in one of the ways there are. */
    private void decide(OaApproval approval, int n) {
        int fate = n % FATES;
        long at = approval.applied() + 3600;
        if (fate == 0) {
            return;
        }
        if (fate == 9) {
            approval.status(OaApproval.WITHDRAWN);
            return;
        }
        approval.act(approval.approvers().get(0), OaApproval.APPROVED, "ok", at);
        if (fate == 1) {
            return;
        }
        int decision = fate == 2 ? OaApproval.REFUSED : OaApproval.APPROVED;
        while (approval.status() == OaApproval.RUNNING) {
            at += 3600;
            approval.act(approval.approvers().get(0), decision, "", at);
        }
        if (fate == 3) {
            approval.status(List.of(OaApproval.REVOKED, OaApproval.PAID, OaApproval.DELETED)
                    .get(n / FATES % 3));
        } else if (fate == 4) {
            approval.comment("67" + comments++, user(n), "noted " + n, at + 60);
        }
    }

    private OaApproval add(int n, int template, long applied, boolean batch) {
        String number =
                DAY.format(Instant.ofEpochSecond(applied)) + String.format(Locale.ROOT, "%06d", approvals.size());
        OaApproval approval = new OaApproval(number, TEMPLATES.get(template), NAMES.get(template), applied);
        Person other = person(n + 5);
        approval.applicants(
                batch ? List.of(user(n), user(n + 1)) : List.of(user(n)),
                person(n).departments().get(0));
        approval.form(OaForms.of(
                template, n, applied, other, department(other.departments().get(0))));
        approvals.put(number, approval);
        return approval;
    }

    private Person person(int n) {
        List<Person> people = company.members();
        return people.get(n % people.size());
    }

    private Department department(long id) {
        return company.departments().stream()
                .filter(department -> department.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private String user(int n) {
        return WeComPeople.userId(person(n).userid());
    }

    /** Somebody hands one in now, and these have to agree, node by node. Gives its number. */
    public synchronized String submit(int template, int person, List<List<Integer>> nodes) {
        OaApproval approval = add(person, template, now(), false);
        approval.flow(
                nodes.stream()
                        .map(node -> node.stream().map(this::user).toList())
                        .toList(),
                List.of(),
                false);
        tell(approval, SUBMITTED);
        return approval.number();
    }

    /** Whoever has to act agrees. */
    public void agree(String number, String speech) {
        act(number, OaApproval.APPROVED, speech);
    }

    /** Whoever has to act refuses. */
    public void refuse(String number, String speech) {
        act(number, OaApproval.REFUSED, speech);
    }

    private synchronized void act(String number, int decision, String speech) {
        OaApproval approval = get(number);
        approval.act(approval.approvers().get(0), decision, speech, now());
        tell(approval, decision);
    }

    /** Whoever has to act hands over to somebody else. */
    public synchronized void transfer(String number, int person) {
        OaApproval approval = get(number);
        String from = approval.approvers().get(0);
        approval.replace(user(person));
        approval.act(from, TRANSFERRED, "", now());
        tell(approval, TRANSFERRED);
    }

    /** Whoever has to act sends it back: the node before has to decide again, and then this one. */
    public synchronized void sendBack(String number, String speech) {
        OaApproval approval = get(number);
        approval.sendBack(approval.approvers().get(0), speech, now());
        tell(approval, RETURNED);
    }

    /** It is taken back before it is decided. */
    public synchronized void withdraw(String number) {
        end(number, OaApproval.WITHDRAWN, WITHDREW);
    }

    /** It is revoked although it was agreed. */
    public synchronized void revoke(String number) {
        end(number, OaApproval.REVOKED, REVOKED);
    }

    /** The money has gone out. */
    public synchronized void pay(String number) {
        end(number, OaApproval.PAID, OTHER);
    }

    private void end(String number, int status, int change) {
        OaApproval approval = get(number);
        approval.status(status);
        tell(approval, change);
    }

    public synchronized void comment(String number, int person, String text) {
        OaApproval approval = get(number);
        approval.comment("67" + comments++, user(person), text, now());
        tell(approval, COMMENTED);
    }

    private void tell(OaApproval approval, int change) {
        listener.accept(approval.info(), change);
    }

    private long now() {
        return clock.millis() / 1000;
    }

    /** Who has to act now. */
    public synchronized List<String> approvers(String number) {
        return get(number).approvers();
    }

    private OaApproval get(String number) {
        return Optional.ofNullable(approvals.get(number))
                .orElseThrow(() -> new IllegalArgumentException("no approval " + number));
    }

    /** The {@code info} of every approval, in the order of submission. */
    public synchronized List<ObjectNode> all() {
        return approvals.values().stream().map(OaApproval::info).toList();
    }

    synchronized Optional<ObjectNode> detail(String number) {
        return Optional.ofNullable(approvals.get(number)).map(OaApproval::info);
    }

    /** Numbers of those that were handed in from then to then, both included. */
    synchronized List<String> numbers(long from, long to, Predicate<OaApproval> wanted) {
        List<String> numbers = new ArrayList<>();
        for (OaApproval approval : approvals.values()) {
            if (approval.applied() >= from && approval.applied() <= to && wanted.test(approval)) {
                numbers.add(approval.number());
            }
        }
        return numbers;
    }
}
