package io.bactrian.wecom;

/** WeCom's numbers for how far an approval is. */
final class ApprovalStatus {
    static final String RUNNING = "1";
    static final String APPROVED = "2";
    static final String REFUSED = "3";
    /** By whoever handed it in, before it was decided. */
    static final String WITHDRAWN = "4";
    /** After it had been approved. */
    static final String REVOKED = "6";

    static final String DELETED = "7";
    /** Approved, and the money has gone out. */
    static final String PAID = "10";

    private ApprovalStatus() {}
}
