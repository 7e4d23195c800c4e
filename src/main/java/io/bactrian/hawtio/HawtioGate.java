package io.bactrian.hawtio;

import io.bactrian.connection.Address;
import io.bactrian.connection.Loopback;
import io.bactrian.connection.OtherPages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What stands before Hawtio: the page at {@code /} that connects it, and a list of what it may reach. Hawtio would also
 * open this very process to everybody, and carry requests to any port of this machine. Where only this machine is heard, it
 * has to be asked for by a name of its own: a page from elsewhere can let its own name lead here.
 */
final class HawtioGate extends Handler.Wrapper {
    static final String CONTEXT = "/hawtio";

    private static final String PAGE = "connect.html";

    private final boolean isLocal;
    private final String page;
    private final String jolokia;

    HawtioGate(Address listening, Address service, Handler hawtio) {
        super(hawtio);
        this.isLocal = Loopback.is(listening);
        this.page = page().replace("${host}", service.host()).replace("${port}", Integer.toString(service.port()));
        this.jolokia = CONTEXT + "/proxy/http/" + service.host() + "/" + service.port() + "/observe/jolokia";
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isLocal && !Loopback.isAskedFor(request.getHeaders().get(HttpHeader.HOST))) {
            Response.writeError(
                    request,
                    response,
                    callback,
                    HttpStatus.FORBIDDEN_403,
                    "It is for this machine only: ask for 127.0.0.1 or localhost, or start it with --host");
            return true;
        }
        // what the war itself will see: decoded, and without dots
        String path = Request.getPathInContext(request);
        String written = request.getHttpURI().getPath();
        if ("/".equals(path)) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=UTF-8");
            Content.Sink.write(response, true, page, callback);
            return true;
        }
        if (!path.equals(written) || !mayPass(path)) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            return true;
        }
        if (!path.startsWith(jolokia)) {
            return super.handle(request, response, callback);
        }
        if (OtherPages.sent(request.getHeaders()::get)) {
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
            return true;
        }
        return super.handle(new FromHere(request), response, callback);
    }

    /** Without what a browser says of where it was: the service has another address, and would take us for a stranger. */
    private static final class FromHere extends Request.Wrapper {
        private final HttpFields headers;

        FromHere(Request request) {
            super(request);
            headers = HttpFields.build(request.getHeaders()).remove(HttpHeader.ORIGIN);
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }

    private boolean mayPass(String path) {
        if (path.contains("//") || path.contains(";")) {
            return false;
        }
        if (path.startsWith(CONTEXT + "/proxy")) {
            return path.equals(CONTEXT + "/proxy/enabled") || path.equals(jolokia) || path.startsWith(jolokia + "/");
        }
        return path.startsWith(CONTEXT) && !path.startsWith(CONTEXT + "/jolokia");
    }

    private static String page() {
        try (InputStream in = HawtioGate.class.getResourceAsStream(PAGE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(PAGE + " cannot be read", e);
        }
    }
}
