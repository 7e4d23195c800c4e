package io.bactrian.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bactrian.approval.ApprovalEvent;
import io.bactrian.approval.ApprovalEvent.Kind;
import io.bactrian.approval.ApprovalTask;
import io.bactrian.directory.DirectoryEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeComEventMapperTest {
    private static final String APPROVAL = """
            <xml><ToUserName><![CDATA[wwcorp0000000001]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>1767582005</CreateTime>
            <MsgType><![CDATA[event]]></MsgType><Event><![CDATA[sys_approval_change]]></Event><AgentID>3010040</AgentID>
            <ApprovalInfo><SpNoStr><![CDATA[202601050001]]></SpNoStr><SpNo>202601050001</SpNo><SpName><![CDATA[费用报销]]></SpName><SpStatus>2</SpStatus>
            <TemplateId><![CDATA[3TkSampleTemplate]]></TemplateId><ApplyTime>1767578400</ApplyTime>
            <Applyer><UserId><![CDATA[U1001]]></UserId><Party><![CDATA[12]]></Party></Applyer>
            <SpRecord><SpStatus>2</SpStatus><ApproverAttr>1</ApproverAttr><Details><Approver><UserId><![CDATA[u1002]]></UserId></Approver><Speech><![CDATA[]]></Speech><SpStatus>2</SpStatus><SpTime>1767582000</SpTime></Details></SpRecord>
            <Notifyer><UserId><![CDATA[u1003]]></UserId></Notifyer>
            <ProcessList><NodeList><NodeType>1</NodeType><SpStatus>2</SpStatus><ApvRel>2</ApvRel><SubNodeList><UserInfo><UserId><![CDATA[u1002]]></UserId></UserInfo><Speech><![CDATA[]]></Speech><SpYj>2</SpYj><Sptime>1767582000</Sptime></SubNodeList></NodeList>
            <NodeList><NodeType>1</NodeType><SpStatus>1</SpStatus><ApvRel>1</ApvRel><SubNodeList><UserInfo><UserId>u1004</UserId></UserInfo><SpYj>1</SpYj><Sptime>0</Sptime></SubNodeList><SubNodeList><UserInfo><UserId>u1005</UserId></UserInfo><SpYj>1</SpYj><Sptime>0</Sptime></SubNodeList></NodeList></ProcessList>
            <StatuChangeEvent>2</StatuChangeEvent></ApprovalInfo></xml>""";

    private final WeComEventMapper mapper = new WeComEventMapper(ZoneId.of("Asia/Shanghai"));

    private Optional<Object> map(String message) {
        XmlElement event =
                XmlElement.parse(message.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return mapper.map("wecom", message, event, 42);
    }

    private ApprovalEvent approval(String status, String change) {
        return (ApprovalEvent) map(APPROVAL.replaceFirst("<SpStatus>2<", "<SpStatus>" + status + "<")
                        .replace("<StatuChangeEvent>2<", "<StatuChangeEvent>" + change + "<"))
                .orElseThrow();
    }

    @Test
    void anEndIsToldWithTheWholeState() {
        ApprovalEvent event = approval("2", "2");

        assertThat(event.kind()).isEqualTo(Kind.FINISHED);
        assertThat(event.approvalId()).isEqualTo("202601050001");
        assertThat(event.businessId()).isEqualTo("202601050001");
        assertThat(event.templateCode()).isEqualTo("3TkSampleTemplate");
        assertThat(event.title()).isEqualTo("费用报销");
        assertThat(event.originatorId()).isEqualTo("u1001");
        assertThat(event.result()).isEqualTo("agree");
        assertThat(event.startedAt()).isEqualTo(Instant.ofEpochSecond(1767578400));
        assertThat(event.finishedAt()).isEqualTo(Instant.ofEpochSecond(1767582000));
        assertThat(event.head().bornAt()).isEqualTo(1767582005000L);
        assertThat(event.head().type()).isEqualTo("sys_approval_change");
        assertThat(event.head().source()).isEqualTo("callback");
        assertThat(event.state().platformStatus()).isEqualTo("2");
    }

    @Test
    void aStatusThatIsNotKnownEndsNothing() {
        assertThat(approval("99", "9").kind()).isEqualTo(Kind.OTHER);
        assertThat(approval("99", "9").state().tasks())
                .isEqualTo(approval("1", "2").state().tasks());
    }

    @Test
    void tasksHaveTheIdsAndTheStateThatTheDetailGivesThem() {
        assertThat(approval("1", "2").state().tasks())
                .extracting(ApprovalTask::id, ApprovalTask::status, ApprovalTask::result, ApprovalTask::finishTime)
                .containsExactly(
                        tuple("1-u1002", "COMPLETED", "AGREE", LocalDateTime.of(2026, 1, 5, 11, 0)),
                        tuple("2-u1004", "RUNNING", "NONE", null),
                        tuple("2-u1005", "RUNNING", "NONE", null));
    }

    @Test
    void theOldFlowServesWhereTheNewOneIsNotSent() {
        String old = APPROVAL.replaceFirst("(?s)<ProcessList>.*</ProcessList>", "");

        assertThat(((ApprovalEvent) map(old).orElseThrow()).state().tasks())
                .extracting(ApprovalTask::id)
                .containsExactly("1-u1002");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, STARTED",
        "1, 2, PROGRESSED",
        "1, 4, PROGRESSED",
        "1, 5, PROGRESSED",
        "1, 11, PROGRESSED",
        "1, 12, PROGRESSED",
        "1, 99, PROGRESSED",
        "1, 10, COMMENTED",
        "2, 10, COMMENTED",
        "3, 3, FINISHED",
        "4, 6, TERMINATED",
        "6, 8, REVOKED",
        "2, 8, REVOKED",
        "7, 99, OTHER",
        "10, 99, OTHER",
        "77, 99, OTHER"
    })
    void everyEventHasItsKind(String status, String change, Kind kind) {
        assertThat(approval(status, change).kind()).isEqualTo(kind);
    }

    @Test
    void aWithdrawalEndsWhenItWasTold() {
        assertThat(approval("4", "6").finishedAt()).isEqualTo(Instant.ofEpochSecond(1767582005));
        assertThat(approval("4", "6").result()).isNull();
    }

    @Test
    void theSameMessageIsTheSameEventAndAnotherIsAnother() {
        String id = approval("2", "2").head().id();

        assertThat(approval("2", "2").head().id()).isEqualTo(id);
        assertThat(approval("2", "10").head().id()).isNotEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "create_user, MEMBER_CHANGED, u1001",
        "update_user, MEMBER_CHANGED, u1001",
        "delete_user, MEMBER_LEFT, u1001",
        "create_party, DEPARTMENT_CHANGED, 12",
        "update_party, DEPARTMENT_CHANGED, 12",
        "delete_party, DEPARTMENT_REMOVED, 12"
    })
    void peopleAndDepartmentsThatAreNamedAreRead(String change, DirectoryEvent.Kind kind, String id) {
        DirectoryEvent event = (DirectoryEvent) map(contact(change)).orElseThrow();

        assertThat(event.kind()).isEqualTo(kind);
        assertThat(event.ids()).containsExactly(id);
    }

    @Test
    void aNewUserIdIsReadBesideTheOldOne() {
        String message = contact("update_user").replace("</xml>", "<NewUserID>Ming</NewUserID></xml>");

        assertThat(((DirectoryEvent) map(message).orElseThrow()).ids()).containsExactly("u1001", "ming");
    }

    private static String contact(String change) {
        return "<xml><CreateTime>1767225600</CreateTime><Event>change_contact</Event><ChangeType>" + change
                + "</ChangeType><UserID><![CDATA[U1001]]></UserID><Id>12</Id></xml>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xml/>",
                "<xml><Event>change_contact</Event><ChangeType>update_tag</ChangeType><TagId>1</TagId></xml>",
                "<xml><Event>change_contact</Event><ChangeType>delete_user</ChangeType></xml>",
                "<xml><Event>sys_approval_change</Event></xml>",
                "<xml><Event>subscribe</Event></xml>"
            })
    void whatNobodyNeedsOrWhatNamesNothingIsNothing(String message) {
        assertThat(map(message)).isEmpty();
    }

    @Test
    void anEventThatSaysNearlyNothingStillNamesItsApproval() {
        ApprovalEvent event = (ApprovalEvent)
                map("<xml><Event>sys_approval_change</Event>" + "<ApprovalInfo><SpNo>7</SpNo></ApprovalInfo></xml>")
                        .orElseThrow();

        assertThat(event.approvalId()).isEqualTo("7");
        assertThat(event.kind()).isEqualTo(Kind.OTHER);
        assertThat(event.state()).isNull();
        assertThat(event.head().bornAt()).isNull();
    }
}
