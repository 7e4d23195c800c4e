package io.bactrian.demo.wecom;

/** Whose token a call came with. */
enum Caller {
    /** The self-built app. */
    APP,
    /** The contact-sync assistant. */
    CONTACTS,
    /** Nobody: a call that needs no token. */
    NOBODY
}
