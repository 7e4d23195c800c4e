package io.bactrian.approval;

/** What {@link ApprovalRoutes} is made of. */
public record ApprovalParts(
        WorkList workList,
        ApprovalRunner runner,
        History history,
        Settlement settlement,
        Templates templates,
        ApprovalEvents events) {}
