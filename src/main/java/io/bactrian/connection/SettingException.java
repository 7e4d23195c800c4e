package io.bactrian.connection;

/** A setting is missing or impossible; the message is one sentence for the person who can mend it. */
public class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }
}
