package io.bactrian.directory;

import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.connection.Connection;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * What the steps of {@link NamesRoutes} do: memory first, then the table, then the platform, and
 * last the names that the query brings from elsewhere. Thread-safe.
 */
public final class NameLookup {
    /** The platform's endpoint that is asked, on the exchange. */
    static final String TARGET = "BactrianNamesTarget";

    /** The name of the connection whose people are asked for, on the exchange. */
    static final String CONNECTION = "BactrianNamesConnection";

    private static final String QUERY = "BactrianNamesQuery";
    private static final String FOUND = "BactrianNamesFound";
    private static final String ASKED = "BactrianNamesAsked";

    private final Clock clock;
    private final NamedParameterJdbcTemplate jdbc;
    private final MemberStore memberStore;
    private final NameCache cache;
    private final ToldNames toldNames;
    private final ToldDepartments toldDepartments;
    private final Duration unknownRetry;
    private final Map<String, CompletableFuture<String>> underWay = new ConcurrentHashMap<>();

    NameLookup(
            Clock clock,
            NamedParameterJdbcTemplate jdbc,
            MemberStore memberStore,
            NameCache cache,
            ToldNames toldNames,
            ToldDepartments toldDepartments,
            Duration unknownRetry) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.memberStore = memberStore;
        this.cache = cache;
        this.toldNames = toldNames;
        this.toldDepartments = toldDepartments;
        this.unknownRetry = unknownRetry;
    }

    /** A {@link NamesQuery} becomes the questions that only the platform can answer. */
    void lookUp(Exchange exchange) {
        NamesQuery query = exchange.getMessage().getBody(NamesQuery.class);
        Map<String, String> found = new HashMap<>();
        Set<String> missing = new HashSet<>();
        for (String id : query.ids()) {
            Optional<String> known = cache.get(query.connection(), id);
            if (known == null) {
                missing.add(id);
            } else {
                known.ifPresent(name -> found.put(id, name));
            }
        }
        if (!missing.isEmpty()) {
            lookUpInTable(query.connection(), missing, found);
        }
        List<MemberQuery> questions = new ArrayList<>();
        if (query.mayCall()) {
            missing.forEach(id -> questions.add(new MemberQuery(query.connection(), id, query.purpose())));
        }
        exchange.setProperty(QUERY, query);
        exchange.setProperty(FOUND, found);
        exchange.setProperty(CONNECTION, query.connection().name());
        exchange.getMessage().setBody(questions);
    }

    private void lookUpInTable(Connection connection, Set<String> missing, Map<String, String> found) {
        long retryBefore = clock.instant().minus(unknownRetry).toEpochMilli();
        jdbc.query(Sql.of("member-names"), Map.of("keys", Keys.of(connection.name(), missing)), row -> {
            String id = row.getString("userid");
            String name = row.getString("name");
            if (name != null) {
                found.put(id, name);
            }
            // a name of somebody whom the directory does not know is from elsewhere: it is asked all the same
            boolean isTheirs = name != null && !"unknown".equals(row.getString("state"));
            if (isTheirs || row.getLong("known_at") > retryBefore) {
                cache.put(connection, id, name);
                missing.remove(id);
            }
        });
    }

    /** Points a question at the platform, or waits for somebody who asks it already. */
    void claim(Exchange exchange) {
        MemberQuery query = exchange.getMessage().getBody(MemberQuery.class);
        CompletableFuture<String> mine = new CompletableFuture<>();
        CompletableFuture<String> other = underWay.putIfAbsent(key(query), mine);
        if (other != null) {
            exchange.getMessage().setBody(new NameAnswer(query.userId(), other.join()));
            return;
        }
        Optional<String> meanwhile = cache.get(query.connection(), query.userId());
        if (meanwhile != null) {
            underWay.remove(key(query));
            mine.complete(meanwhile.orElse(null));
            exchange.getMessage().setBody(new NameAnswer(query.userId(), meanwhile.orElse(null)));
            return;
        }
        exchange.setProperty(ASKED, new Asked(query, clock.instant()));
        exchange.setProperty(TARGET, query.connection().endpoint("member"));
    }

    /** Whether this question was claimed, and not answered by somebody else. */
    boolean isClaimed(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof MemberQuery;
    }

    /** Stores what the platform said: a {@link Member}, or that there is no such person. */
    void remember(Exchange exchange) {
        Asked asked = exchange.getProperty(ASKED, Asked.class);
        MemberQuery query = asked.query;
        Member member = exchange.getMessage().getBody(Member.class);
        String name = member == null ? null : Columns.text(member.name(), 255);
        if (member == null) {
            memberStore.unknown(query.connection(), query.userId(), asked.at);
        } else {
            memberStore.store(query.connection(), List.of(member), null);
        }
        cache.put(query.connection(), query.userId(), name == null ? found(exchange, query) : name);
        exchange.getMessage().setBody(new NameAnswer(query.userId(), name));
    }

    /**
     * Somebody out of sight is remembered as unknown. Otherwise the platform could not be asked: the id stays unnamed
     * this time, and nothing is remembered.
     */
    void notNow(Exchange exchange) {
        Asked asked = exchange.getProperty(ASKED, Asked.class);
        CallException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class);
        if (failure.errorClass() == ErrorClass.ABSENT) {
            memberStore.unknown(asked.query.connection(), asked.query.userId(), asked.at);
            cache.put(asked.query.connection(), asked.query.userId(), found(exchange, asked.query));
        }
        exchange.getMessage().setBody(new NameAnswer(asked.query.userId(), null));
    }

    /** Tells those who wait for the same answer. */
    void release(Exchange exchange) {
        Asked asked = exchange.getProperty(ASKED, Asked.class);
        CompletableFuture<String> waiting = underWay.remove(key(asked.query));
        waiting.complete(exchange.getMessage().getBody() instanceof NameAnswer answer ? answer.name() : null);
    }

    /** The name from elsewhere that stands in the table, or {@code null}. */
    private static String found(Exchange exchange, MemberQuery query) {
        return (String) exchange.getProperty(FOUND, Map.class).get(query.userId());
    }

    /** Everything that was found, and what the query itself told where nothing was. */
    void answer(Exchange exchange) {
        @SuppressWarnings("unchecked")
        Map<String, String> names = exchange.getProperty(FOUND, Map.class);
        if (exchange.getMessage().getBody() instanceof Map<?, ?> asked) {
            asked.forEach((id, name) -> names.put((String) id, (String) name));
        }
        NamesQuery query = exchange.getProperty(QUERY, NamesQuery.class);
        Map<String, String> told = new HashMap<>(query.told().people());
        told.keySet().removeAll(names.keySet());
        if (!told.isEmpty()) {
            names.putAll(toldNames.learn(query.connection(), told));
        }
        toldDepartments.learn(query.connection(), query.told().departments());
        exchange.getMessage().setBody(names);
    }

    private static String key(MemberQuery query) {
        return query.connection().name() + "|" + query.userId();
    }

    private record Asked(MemberQuery query, Instant at) {}
}
