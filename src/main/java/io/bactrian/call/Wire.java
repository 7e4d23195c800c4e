package io.bactrian.call;

import io.bactrian.connection.Connection;
import io.bactrian.connection.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.util.Timeout;

/**
 * The last step before a connection's request leaves: the socket is already open, so the pace that is kept here is the
 * pace that the platform sees. It adds the token or
 * the secret (which therefore never stand in a Camel message), waits for the
 * call's turn, and counts it.
 *
 * <p>What it has to know of the call arrives in headers that it takes off; the generation of the token it used goes
 * back in {@link #TOKEN_GENERATION}.
 */
final class Wire implements HttpClientConfigurer, ExecChainHandler {
    static final String PURPOSE = "Bactrian-Purpose";
    static final String INTERFACE = "Bactrian-Interface";
    static final String METERED = "Bactrian-Metered";
    /** The token's place on this API; absent when the call goes without a token. */
    static final String TOKEN_IN = "Bactrian-Token-In";

    /** Whose token, or secret, goes with the call. */
    static final String CREDENTIAL = "Bactrian-Credential";
    /** The query parameter that the credential's secret goes into; absent when it does not go with the call. */
    static final String SECRET_IN = "Bactrian-Secret-In";

    static final String TOKEN_GENERATION = "Bactrian-Token-Generation";
    static final String IN_HEADER = "header:";
    static final String IN_QUERY = "query:";

    private final Connection connection;
    private final CallRules rules;
    private final TokenStore tokens;
    private final Function<String, Token> fetch;
    private final Pace pace;
    private final UsageLedger ledger;

    /** {@code fetch} fetches a token for a credential. */
    Wire(
            Connection connection,
            CallRules rules,
            TokenStore tokens,
            Function<String, Token> fetch,
            Pace pace,
            UsageLedger ledger) {
        this.connection = connection;
        this.rules = rules;
        this.tokens = tokens;
        this.fetch = fetch;
        this.pace = pace;
        this.ledger = ledger;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "bactrian", this);
        builder.disableCookieManagement();
        builder.disableRedirectHandling();
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Purpose purpose = Purpose.of(take(request, PURPOSE));
        String interfaceName = take(request, INTERFACE);
        boolean metered = Boolean.parseBoolean(take(request, METERED));
        String tokenIn = take(request, TOKEN_IN);
        String credential = take(request, CREDENTIAL);
        String secretIn = take(request, SECRET_IN);
        connection.timeout().ifPresent(timeout -> limit(scope, timeout));
        // a token first, so that fetching one does not come between a call's turn and its departure
        token(tokenIn, credential);
        Pace.Turn turn = turn(interfaceName);
        try {
            // asked for again: it may have been refused to somebody else while this call waited
            TokenStore.Held held = token(tokenIn, credential);
            if (held != null) {
                authorize(request, tokenIn, held.token());
            }
            if (secretIn != null) {
                addToQuery(request, secretIn, connection.secret(credential).orElseThrow());
            }
            ledger.count(connection, interfaceName, purpose, metered);
            ClassicHttpResponse response = chain.proceed(request, scope);
            if (held != null) {
                response.setHeader(TOKEN_GENERATION, Long.toString(held.generation()));
            }
            return response;
        } finally {
            turn.end();
        }
    }

    private Pace.Turn turn(String interfaceName) throws InterruptedIOException {
        try {
            return pace.await(connection, interfaceName, Pace.limit(connection, rules, interfaceName));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the call's turn");
        }
    }

    private static void limit(ExecChain.Scope scope, Duration timeout) {
        RequestConfig config = scope.clientContext.getRequestConfigOrDefault();
        scope.clientContext.setRequestConfig(RequestConfig.copy(config)
                .setResponseTimeout(Timeout.ofMilliseconds(timeout.toMillis()))
                .build());
    }

    private TokenStore.Held token(String tokenIn, String credential) {
        return tokenIn == null ? null : tokens.get(connection, credential, () -> fetch.apply(credential));
    }

    private static void authorize(HttpRequest request, String tokenIn, Token token) {
        if (tokenIn.startsWith(IN_HEADER)) {
            request.setHeader(
                    tokenIn.substring(IN_HEADER.length()), token.value().reveal());
        } else {
            addToQuery(request, tokenIn.substring(IN_QUERY.length()), token.value());
        }
    }

    private static void addToQuery(HttpRequest request, String name, Secret value) {
        String path = request.getPath();
        request.setPath(path + (path.indexOf('?') < 0 ? "?" : "&") + name + "="
                + URLEncoder.encode(value.reveal(), StandardCharsets.UTF_8));
    }

    private static String take(HttpRequest request, String name) {
        var header = request.getFirstHeader(name);
        request.removeHeaders(name);
        return header == null ? null : header.getValue();
    }
}
