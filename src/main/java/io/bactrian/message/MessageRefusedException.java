package io.bactrian.message;

/** A message that cannot be sent as it is; nothing was stored. The text is one sentence for whoever wrote it. */
public class MessageRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MessageRefusedException(String message) {
        super(message);
    }
}
