package io.bactrian.call;

/** Is told of every call while it is made; it must not wait for anything. */
public interface CallListener {
    /** Tells nobody. */
    CallListener NOBODY = new CallListener() {
        @Override
        public void called(String connection, String interfaceName) {}

        @Override
        public void refused(String connection, String interfaceName) {}
    };

    /** A call is sent. */
    void called(String connection, String interfaceName);

    /** The platform refused a call for being too fast or too many. */
    void refused(String connection, String interfaceName);
}
