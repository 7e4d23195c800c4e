package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.JsonNode;

/** Writes events as WeCom does: XML whose lists have no wrapper, and whose tags are spelt as nobody would guess. */
final class EventXml {
    private final StringBuilder xml = new StringBuilder("<xml>");

    private EventXml(String corpId, long created, String event) {
        cdata("ToUserName", corpId)
                .cdata("FromUserName", "sys")
                .plain("CreateTime", created)
                .cdata("MsgType", "event")
                .cdata("Event", event);
    }

    /** {@code sys_approval_change}: the whole state but the form. */
    static String approval(String corpId, long created, JsonNode info, int change) {
        EventXml event = new EventXml(corpId, created, "sys_approval_change");
        event.plain("AgentID", 3_010_040).open("ApprovalInfo");
        event.cdata("SpNoStr", info.path("sp_no").asText())
                .cdata("SpName", info.path("sp_name").asText())
                .plain("SpStatus", info.path("sp_status").asLong())
                .cdata("TemplateId", info.path("template_id").asText())
                .plain("ApplyTime", info.path("apply_time").asLong());
        event.open("Applyer")
                .cdata("UserId", info.path("applyer").path("userid").asText())
                .cdata("Party", info.path("applyer").path("partyid").asText())
                .close("Applyer");
        info.path("sp_record").forEach(event::record);
        info.path("notifyer")
                .forEach(one -> event.open("Notifyer")
                        .cdata("UserId", one.path("userid").asText())
                        .close("Notifyer"));
        event.open("ProcessList");
        info.path("process_list").path("node_list").forEach(event::node);
        event.close("ProcessList");
        info.path("comments").forEach(event::comment);
        return event.plain("StatuChangeEvent", change).close("ApprovalInfo").end();
    }

    /** {@code change_contact}: who or which, and no name. */
    static String contact(String corpId, long created, String change, String tag, String id) {
        return new EventXml(corpId, created, "change_contact")
                .plain("ChangeType", change)
                .cdata(tag, id)
                .end();
    }

    private void record(JsonNode record) {
        open("SpRecord").plain("SpStatus", record.path("sp_status").asLong());
        plain("ApproverAttr", record.path("approverattr").asLong());
        record.path("details").forEach(detail -> {
            open("Details").open("Approver");
            cdata("UserId", detail.path("approver").path("userid").asText()).close("Approver");
            cdata("Speech", detail.path("speech").asText());
            plain("SpStatus", detail.path("sp_status").asLong());
            plain("SpTime", detail.path("sptime").asLong()).close("Details");
        });
        close("SpRecord");
    }

    private void node(JsonNode node) {
        open("NodeList").plain("NodeType", node.path("node_type").asLong());
        if (node.has("sp_status")) {
            plain("SpStatus", node.path("sp_status").asLong());
            plain("ApvRel", node.path("apv_rel").asLong());
        }
        node.path("sub_node_list").forEach(sub -> {
            open("SubNodeList").open("UserInfo");
            cdata("UserId", sub.path("userid").asText()).close("UserInfo");
            if (sub.has("sp_yj")) {
                cdata("Speech", sub.path("speech").asText());
                plain("SpYj", sub.path("sp_yj").asLong());
                plain("Sptime", sub.path("sptime").asLong());
            }
            close("SubNodeList");
        });
        close("NodeList");
    }

    private void comment(JsonNode comment) {
        open("Comments").open("CommentUserInfo");
        cdata("UserId", comment.path("commentUserInfo").path("userid").asText()).close("CommentUserInfo");
        plain("CommentTime", comment.path("commenttime").asLong());
        cdata("CommentContent", comment.path("commentcontent").asText());
        cdata("CommentId", comment.path("commentid").asText()).close("Comments");
    }

    private EventXml open(String tag) {
        xml.append('<').append(tag).append('>');
        return this;
    }

    private EventXml close(String tag) {
        xml.append("</").append(tag).append('>');
        return this;
    }

    private EventXml plain(String tag, Object value) {
        open(tag);
        xml.append(value);
        return close(tag);
    }

    private EventXml cdata(String tag, String value) {
        return plain(tag, "<![CDATA[" + value.replace("]]>", "]]]]><![CDATA[>") + "]]>");
    }

    private String end() {
        close("xml");
        return xml.toString();
    }
}
