package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.Calls;
import io.bactrian.directory.DirectoryEvent;
import io.bactrian.directory.DirectoryEvent.Kind;
import io.bactrian.directory.DirectoryEventRoutes;
import io.bactrian.event.EventHead;
import io.bactrian.store.TestDatabases;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An event says that somebody has another name: old approvals show it. */
class RenamedByAnEventTest {
    private static final String USER_GET = "POST /topapi/v2/user/get";

    @Test
    void oldApprovalsShowTheNewNameForOneCall() throws Exception {
        try (World world = World.of(TestDatabases.MYSQL)) {
            world.syncPeople();
            world.history();
            Map<String, Object> approval = world.rows("SELECT originator_userid AS id, originator_name AS name"
                            + " FROM process_instance WHERE originator_name <> originator_userid")
                    .get(0);
            var jdbc = world.runtime().tables().jdbc();
            jdbc.update("UPDATE member SET name = '旧名', content_hash = '' WHERE userid = :id", approval);
            jdbc.update("UPDATE process_instance SET originator_name = '旧名' WHERE originator_userid = :id", approval);
            long calls = world.calls(USER_GET);
            long now = world.clock().millis();
            EventHead head = new EventHead(world.connection().name(), "e1", "user_modify_org", "stream", now, now);
            Calls.request(
                    world.runtime().template(),
                    DirectoryEventRoutes.EVENT,
                    new DirectoryEvent(head, Kind.MEMBER_CHANGED, List.of((String) approval.get("id"))),
                    Object.class);
            world.runtime().directory().drain().drain(world.connection(), null, () -> false);
            world.runtime().approvals().nameRepair().run(world.connection());
            assertThat(world.rows("SELECT DISTINCT originator_name AS name FROM process_instance"
                            + " WHERE originator_userid = '" + approval.get("id") + "'"))
                    .extracting(row -> row.get("name"))
                    .containsExactly(approval.get("name"));
            assertThat(world.calls(USER_GET) - calls).isEqualTo(1);
            assertThat(world.number("SELECT COUNT(*) FROM directory_work")).isZero();
        }
    }
}
