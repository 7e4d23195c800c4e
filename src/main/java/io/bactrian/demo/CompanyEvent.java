package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that happened in the company, as the platform tells it: "DingTalk event subscription".
 *
 * @param id unique, the same however often it is pushed
 * @param type such as {@code bpms_instance_change}
 * @param bornAt epoch milliseconds
 * @param corpId the company
 * @param data the payload; not to be changed
 */
public record CompanyEvent(String id, String type, long bornAt, String corpId, ObjectNode data) {
    /** The approval that it is about; empty for events of the directory. */
    public String approvalId() {
        return data.path("processInstanceId").asText();
    }

    /** What happened to the approval or the task, such as {@code finish}; empty for events of the directory. */
    public String kind() {
        return data.path("type").asText();
    }
}
