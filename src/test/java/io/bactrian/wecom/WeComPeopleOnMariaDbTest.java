package io.bactrian.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.call.CallException;
import io.bactrian.connection.Connection;
import io.bactrian.demo.Person;
import io.bactrian.promise.Rows;
import io.bactrian.store.TestDatabases;
import io.bactrian.wecom.WeComWorld.Read;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main promises about WeCom's people, on the database that companies run; the rest is tested on the embedded one. */
@Timeout(120)
class WeComPeopleOnMariaDbTest {
    private static WeComWorld world;

    @BeforeAll
    static void start() {
        world = WeComWorld.small(TestDatabases.MYSQL);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @AfterEach
    void heal() {
        world.faults().none();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "contacts", "both"})
    void everybodyIsThereAndReadingAgainInAnotherSpellingChangesNothing(String secrets) {
        Connection connection = world.fresh(secrets);
        Read first = world.sync(connection);

        assertThat(first.outcome().message()).isNull();
        assertThat(world.people(connection, "name")).isEqualTo(names(secrets));
        assertThat(world.rows("SELECT DISTINCT name_known AS known FROM wechat_user WHERE connection_name = '"
                        + connection.name() + "'"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("known").toString())
                        .isIn(secrets.equals("contacts") ? new Object[] {"0", "false"} : new Object[] {"1", "true"}));

        var before = world.everything(connection);
        world.faults().spellOtherwise(true);
        Read second = world.sync(connection);
        assertThat(second.counts().created() + second.counts().changed()).isZero();
        assertThat(Rows.differences(before, world.everything(connection))).isEmpty();
    }

    private static Map<String, Object> names(String secrets) {
        Map<String, Object> names = world.namesOfCompany();
        return secrets.equals("contacts")
                ? names.keySet().stream().collect(Collectors.toMap(id -> id, id -> id))
                : names;
    }

    @Test
    void whoLeftIsMarkedWhoComesBackIsThereAgainAndAnErrorIsNeverNobody() {
        Connection connection = world.fresh("app");
        world.sync(connection);
        Person person = world.company.members().get(20);
        world.company.leave(person.userid());
        assertThat(world.sync(connection).outcome().markedLeft()).isEqualTo(1);

        world.company.join(person);
        world.sync(connection);
        assertThat(world.people(connection, "name")).isEqualTo(world.namesOfCompany());

        world.faults().answer(60011, "user/list");
        assertThatThrownBy(() -> world.sync(connection)).isInstanceOf(CallException.class);
        assertThat(world.people(connection, "name")).isEqualTo(world.namesOfCompany());
    }
}
