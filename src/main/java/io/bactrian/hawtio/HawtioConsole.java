package io.bactrian.hawtio;

import ch.qos.logback.classic.spi.LogbackServiceProvider;
import io.bactrian.connection.Address;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.logging.LogFactory;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;

/**
 * Hawtio's own war on a Jetty, made ready to look into one service: {@code /} leads to it. Everything else that the war
 * could do is shut: looking into this process, and into other processes and machines.
 */
public final class HawtioConsole implements AutoCloseable {
    private final Server server;
    private final Address address;

    /**
     * Starts it.
     *
     * @param war Hawtio's war
     * @param address where people find it
     * @param service the management address of the service that it looks into
     */
    public static HawtioConsole start(Path war, Path scratch, Address address, Address service) throws Exception {
        // the war's own users are not needed: the service asks for a password itself
        System.setProperty("hawtio.authenticationEnabled", "false");
        System.setProperty("hawtio.proxyAllowlist", service.host());
        System.setProperty(
                "log4j2.configurationFile",
                HawtioConsole.class.getResource("log4j2.properties").toString());
        Server server = new Server(new InetSocketAddress(address.host(), address.port()));
        WebAppContext hawtio = new WebAppContext();
        hawtio.setContextPath(HawtioGate.CONTEXT);
        hawtio.setWar(war.toUri().toString());
        hawtio.setTempDirectory(scratch.toFile());
        hawtio.setThrowUnavailableOnStartupException(true);
        // it brings its own ways of logging, which would stumble over ours
        for (Class<?> ours : List.of(Logger.class, LogbackServiceProvider.class, LogFactory.class)) {
            hawtio.getHiddenClassMatcher()
                    .add(ours.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString());
        }
        server.setHandler(new HawtioGate(address, service, hawtio));
        server.setStopAtShutdown(true);
        try {
            server.start();
            return new HawtioConsole(server, address);
        } catch (Exception e) {
            server.stop();
            throw e;
        }
    }

    private HawtioConsole(Server server, Address address) {
        this.server = server;
        this.address = address;
    }

    /** What to open in a browser. */
    public String url() {
        return "http://" + address + "/";
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The console did not stop", e);
        }
    }
}
