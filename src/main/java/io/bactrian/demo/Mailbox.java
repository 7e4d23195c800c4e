package io.bactrian.demo;

import java.util.ArrayList;
import java.util.List;

/** All messages that arrived at a stand-in. Thread-safe. */
public final class Mailbox {
    private final List<Mail> mails = new ArrayList<>();

    /** All of them, the oldest first. */
    public synchronized List<Mail> all() {
        return List.copyOf(mails);
    }

    /** What one person, or one robot's group, has got. */
    public synchronized List<Mail> of(String to) {
        return mails.stream().filter(mail -> mail.to().equals(to)).toList();
    }

    /** A message arrives. */
    public synchronized void put(Mail mail) {
        mails.add(mail);
    }
}
