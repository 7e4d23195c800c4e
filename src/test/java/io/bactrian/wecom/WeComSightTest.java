package io.bactrian.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Connection;
import io.bactrian.demo.Department;
import io.bactrian.demo.Person;
import io.bactrian.wecom.WeComWorld.Read;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What WeCom does not show is neither marked nor erased, with each set of secrets. */
class WeComSightTest extends WithOneWeComWorld {
    @Test
    void withBothSecretsAnAppThatLosesSightMarksNobodyAndTakesNoNameAway() {
        Connection connection = world.fresh("both");
        world.sync(connection);
        var before = world.people(connection, "name");
        long inside = world.company.departments().get(1).id();
        world.faults().range(inside);

        Read read = world.sync(connection);

        assertThat(read.outcome().message()).isNull();
        assertThat(read.counts().failed()).isZero();
        assertThat(world.people(connection, "name")).isEqualTo(before);
        assertThat(read.outcome().markedLeft()).isZero();
    }

    @Test
    void withBothSecretsWhoIsOutOfSightIsThereByItsId() {
        Connection connection = world.fresh("both");
        long inside = world.company.departments().get(1).id();
        world.faults().range(inside);

        world.sync(connection);
        Read again = world.sync(connection);

        assertThat(again.counts().changed()).isZero();
        Map<String, Object> names = world.people(connection, "name");
        Map<String, Object> known = world.people(connection, "name_known");
        assertThat(names.keySet()).isEqualTo(world.namesOfCompany().keySet());
        assertThat(known.values()).contains(true, false);
        names.forEach((id, name) -> assertThat(name)
                .isEqualTo(known.get(id).equals(true) ? world.namesOfCompany().get(id) : id));
    }

    @Test
    void withTheAppAloneALostSightIsDoubtedAndNobodyIsMarked() {
        Connection connection = world.fresh("app");
        world.sync(connection);
        var before = world.people(connection, "name");
        world.faults().range(world.company.departments().get(1).id());

        Read read = world.sync(connection);

        assertThat(read.outcome().message()).contains("would have been marked as left", "nothing was marked");
        assertThat(world.people(connection, "name")).isEqualTo(before);
    }

    @Test
    void aDepartmentWhoseParentIsOutOfSightBeginsATreeOfItsOwn() {
        Connection connection = world.fresh("app");
        Department inside = world.company.departments().get(1);
        world.faults().range(inside.id());

        Read read = world.sync(connection);

        assertThat(read.outcome().message()).isNull();
        assertThat(world.rows("SELECT parent_id, depth, id_path FROM wechat_department WHERE dept_id = '" + inside.id()
                        + "' AND connection_name = '" + connection.name() + "'"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("depth", 0)
                        .containsEntry("id_path", "/" + inside.id() + "/")
                        .containsEntry("parent_id", Long.toString(inside.parentId())));
    }

    @Test
    void hiddenFieldsEraseNothing() {
        Connection connection = world.fresh("app");
        world.sync(connection);
        var before = world.everything(connection);
        world.faults().hideFields(true);

        Read read = world.sync(connection);

        assertThat(read.counts().changed()).isZero();
        assertThat(world.everything(connection)).isEqualTo(before);
        assertThat(world.people(connection, "mobile").values()).anyMatch(mobile -> mobile != null);
    }

    @Test
    void aFieldThatIsEmptyOnPurposeIsEmptied() {
        Connection connection = world.fresh("app");
        world.sync(connection);
        Person person = world.company.members().stream()
                .filter(one -> one.title().equals("工程师"))
                .findFirst()
                .orElseThrow();
        world.company.change(untitled(person));
        try {
            world.sync(connection);

            assertThat(row(connection, WeComWorld.id(person))).containsEntry("position", null);
        } finally {
            world.company.change(person);
        }
    }

    @Test
    void whatIsSaidToBeThereNoLongerIsErased() {
        Connection connection = world.fresh("app");
        world.sync(connection);
        // of a manager WeCom says that there is no leader, and of everybody that there is no telephone
        world.execute(
                "UPDATE member SET manager_userid = 'boss', telephone = '010-1', english_name = 'Bo', alias = 'x',"
                        + " content_hash = :hash WHERE connection_name = :connection AND userid = :id",
                Map.of("connection", connection.name(), "id", "manager4220", "hash", ""));

        world.sync(connection);

        assertThat(row(connection, "manager4220"))
                .containsEntry("direct_leader", null)
                .containsEntry("telephone", null)
                .containsEntry("english_name", null)
                .containsEntry("alias", "manager4220");
    }

    private static Map<String, Object> row(Connection connection, String userId) {
        List<Map<String, Object>> rows = world.rows("SELECT * FROM wechat_user WHERE connection_name = '"
                + connection.name() + "' AND userid = '" + userId + "'");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static Person untitled(Person person) {
        return new Person(
                person.userid(),
                person.unionid(),
                person.name(),
                person.mobile(),
                person.jobNumber(),
                "",
                person.email(),
                person.hiredDate(),
                person.extension(),
                person.departments(),
                person.active());
    }
}
