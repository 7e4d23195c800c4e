package io.bactrian.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.connection.Connection;
import io.bactrian.wecom.WeComWorld.Read;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WeCom refuses, is busy or tells nonsense while people are read: nobody is taken for gone. */
class WeComPeopleFaultsTest extends WithOneWeComWorld {
    @ParameterizedTest
    @CsvSource({"60011, outside of what the app may see", "301, platform says", "60020, trusted addresses"})
    void anEmptyListBesideAnErrorIsNeverNobody(int code, String words) {
        Connection connection = world.fresh("app");
        world.sync(connection);
        var before = world.people(connection, "name");
        world.faults().answerNext(1, code, "user/list");

        Read read = null;
        try {
            read = world.sync(connection);
            assertThat(read.outcome().message()).contains("could not be read completely");
            assertThat(world.problems(connection))
                    .anySatisfy(row -> assertThat(row.get("problem").toString()).contains(words));
        } catch (CallException e) {
            // an error that holds for everybody, or of the root, ends the reading
            assertThat(e).hasMessageContaining(words);
        }

        assertThat(world.people(connection, "name")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app      | 60020 | department/list       | trusted addresses",
                "app      | 48002 | department/list       | grant the API to the app",
                "app      | 60011 | department/list       | visible range",
                "app      | 48009 | department/list       | set the secret of an app (WECOM_SECRET)",
                "contacts | 60020 | department/simplelist | trusted addresses of contact sync",
                "contacts | 60011 | department/simplelist | the contact-sync secret may not read this",
                "contacts | 48002 | user/list_id          | set the app's own secret (WECOM_SECRET)"
            })
    void whatAnAdministratorHasToMendIsSaidInOneSentence(String secrets, int code, String path, String remedy) {
        Connection connection = world.fresh(secrets);
        world.faults().answer(code, path);

        assertThatThrownBy(() -> world.sync(connection))
                .isInstanceOf(CallException.class)
                .hasMessageContaining(String.valueOf(code))
                .hasMessageContaining(remedy)
                .hasMessageNotContaining("hint");
    }

    @Test
    void whatOneSecretCannotTellTheOtherDoes() {
        Connection connection = world.fresh("both");
        world.sync(connection);
        var before = world.people(connection, "name");
        world.faults().answer(48002, "user/list_id");

        Read read = world.sync(connection);

        assertThat(read.outcome().message()).contains("could not be read completely");
        assertThat(read.counts().failed()).isEqualTo(1);
        assertThat(world.problems(connection))
                .singleElement()
                .satisfies(row -> assertThat(row.get("problem").toString())
                        .contains("The ids of everybody (contact-sync secret) could not be read", "48002"));
        assertThat(world.people(connection, "name")).isEqualTo(before);

        world.faults().none().answer(60020, "department/list");
        assertThat(world.sync(connection).outcome().message()).contains("could not be read completely");
        assertThat(world.people(connection, "name")).isEqualTo(before);
    }

    @Test
    void aPlaceInTheListThatIsLostCostsNobody() {
        Connection connection = world.fresh("contacts");
        world.sync(connection);
        var before = world.people(connection, "dept_ids");
        world.faults().mostRows(Math.max(1, before.size() / 2)).loseCursors(2);

        Read read = world.sync(connection);

        assertThat(read.outcome().message()).isNull();
        assertThat(read.counts().failed()).isZero();
        assertThat(world.people(connection, "dept_ids")).isEqualTo(before);

        world.faults().loseCursors(3);
        assertThatThrownBy(() -> world.sync(connection))
                .isInstanceOf(CallException.class)
                .hasMessageContaining("no longer valid");
        assertThat(world.people(connection, "dept_ids")).isEqualTo(before);
    }

    @Test
    void aDepartmentWithTooManyMembersIsReadWithTheirNamesOnly() {
        Connection connection = world.fresh("app");
        world.faults().answer(45029, "GET /cgi-bin/user/list");

        Read read = world.sync(connection);

        assertThat(read.outcome().message()).isNull();
        assertThat(world.people(connection, "name")).isEqualTo(world.namesOfCompany());
        assertThat(world.calls("GET /cgi-bin/user/simplelist"))
                .isEqualTo(world.company.departments().size());
    }

    @Test
    void aPersonWithoutAnIdMakesTheReadingIncomplete() {
        Connection connection = world.fresh("app");
        world.sync(connection);
        var before = world.people(connection, "name");
        world.faults().forgetUserIds(true);

        Read read = world.sync(connection);

        assertThat(read.outcome().message()).contains("could not be read completely");
        assertThat(world.people(connection, "name")).isEqualTo(before);
    }

    @Test
    void aBusyPlatformIsAskedThreeTimesMoreAndNoMore() {
        Connection connection = world.fresh("app");
        world.faults().answerNext(2, -1, "department/list");
        assertThat(world.sync(connection).outcome().message()).isNull();

        world.standIn.meter().reset();
        world.faults().answer(-1, "department/list");

        CallException failure = catchThrowableOfType(CallException.class, () -> world.sync(connection));
        assertThat(failure.errorClass()).isEqualTo(ErrorClass.RETRY);
        assertThat(world.calls(WeComWorld.DEPARTMENTS)).isEqualTo(4);
    }

    @Test
    void theLimitOfCallsIsWaitedOut() {
        Connection connection = world.connection("paced");
        world.faults().answerFor(Duration.ofMillis(100), 45009, "user/list");

        assertThat(world.sync(connection).outcome().message())
                .as("%s", world.problems(connection))
                .isNull();
        assertThat(world.people(connection, "name")).isEqualTo(world.namesOfCompany());
    }

    @Test
    void tokensOfBothSecretsAreRenewed() {
        Connection connection = world.fresh("both");
        world.sync(connection);
        world.standIn.killTokens();

        Read read = world.sync(connection);

        assertThat(read.counts().failed()).isZero();
        assertThat(world.calls(WeComWorld.TOKEN)).isEqualTo(4);
    }
}
