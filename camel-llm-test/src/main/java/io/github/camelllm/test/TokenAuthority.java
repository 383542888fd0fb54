/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import io.github.camelllm.test.net.Act;
import io.github.camelllm.test.net.Answering;
import io.github.camelllm.test.net.LoopbackServer;
import io.github.camelllm.test.net.ServerConfig;
import io.github.camelllm.test.net.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An authority that gives access tokens, on the loopback address: OAuth 2.0 (client credentials, refresh tokens, signed
 * assertions, token exchange) at any path, and the metadata services of clouds. It knows whom it was told of, recomputes
 * signatures and refuses the rest in the words of RFC 6749. {@link SimulatedProvider#acceptTokensOf} lets a provider take
 * its tokens. Thread-safe.
 */
public final class TokenAuthority implements AutoCloseable {

    private record Scripted(int status, String type, String body) {}

    private final RealTimer timer = new RealTimer();
    private final LoopbackServer server;
    private final String scheme;
    private final List<TokenRequest> requests = new CopyOnWriteArrayList<>();
    private final Deque<Scripted> script = new ConcurrentLinkedDeque<>();
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final TokenRules rules = new TokenRules(this::now, this::issue);
    private volatile InstantSource clock = InstantSource.system();
    private volatile @Nullable Duration lifetime = Duration.ofHours(1);
    private volatile @Nullable Hold hold;
    private int issued;

    private TokenAuthority(@Nullable SSLContext tls) {
        scheme = tls == null ? "http" : "https";
        server = new LoopbackServer(new ServerConfig(this::answer, timer, problem -> {}, tls, false, 0));
    }

    /** An authority without TLS. */
    public static TokenAuthority start() {
        return new TokenAuthority(null);
    }

    /** An authority on {@code https://localhost}. */
    public static TokenAuthority start(SSLContext tls) {
        return new TokenAuthority(tls);
    }

    /** The root URL, without a slash at the end. */
    public String url() {
        return scheme + "://" + (scheme.equals("https") ? "localhost" : "127.0.0.1") + ":" + server.port();
    }

    public int port() {
        return server.port();
    }

    /** Where it gives tokens; any other path does too. */
    public String tokenEndpoint() {
        return url() + "/oauth2/token";
    }

    /** Knows a client by its secret. */
    public TokenAuthority client(String id, String secret) {
        rules.clients.put(id, secret);
        return this;
    }

    /** Knows an issuer of assertions, or a client that signs, by its RSA or P-256 key. */
    public TokenAuthority signer(String issuer, PublicKey key) {
        rules.signers.put(issuer, key);
        return this;
    }

    /** Takes this refresh token. */
    public TokenAuthority refreshToken(String token) {
        rules.refreshTokens.add(token);
        return this;
    }

    /** Gives a new refresh token each time; the old one is then worth nothing. */
    public TokenAuthority rotatesRefreshTokens() {
        rules.rotates = true;
        return this;
    }

    /** Takes this token of another authority in exchange. */
    public TokenAuthority subjectToken(String token) {
        rules.subjectTokens.add(token);
        return this;
    }

    /** How long tokens are good, one hour unless set; null: it does not say, and they are good for an hour. */
    public TokenAuthority lifetime(@Nullable Duration life) {
        lifetime = life;
        return this;
    }

    /** Its own time. */
    public TokenAuthority clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** Answers the next request with this, whatever it is. */
    public TokenAuthority enqueue(int status, String json) {
        return enqueue(status, "application/json", json);
    }

    /** Answers the next request with this, whatever it is. */
    public TokenAuthority enqueue(int status, String contentType, String body) {
        script.add(new Scripted(status, contentType, body));
        return this;
    }

    /** Answers nothing until the hold is released. */
    public TokenAuthority hold(Hold gate) {
        hold = gate;
        return this;
    }

    /** Takes a token back. */
    public void revoke(String token) {
        tokens.remove(token);
    }

    /** The tokens that are good at this moment. */
    public Set<String> tokens() {
        Instant now = now();
        return tokens.entrySet().stream()
                .filter(token -> token.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All requests, oldest first. */
    public List<TokenRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.close();
        timer.close();
    }

    private Instant now() {
        return clock.instant();
    }

    private synchronized TokenRules.Issued issue() {
        String token = "access-token-" + ++issued;
        Duration life = lifetime;
        tokens.put(token, now().plus(life == null ? Duration.ofHours(1) : life));
        return new TokenRules.Issued(token, life);
    }

    private Answering answer(WireRequest wire) {
        TokenRequest request = TokenRequest.of(wire);
        requests.add(request);
        Scripted scripted = script.poll();
        List<Act> acts = new ArrayList<>();
        Hold gate = hold;
        if (gate != null) {
            acts.add(new Act.Park(gate::arrive));
        }
        TokenRules.Answer said = scripted == null
                ? rules.answer(request)
                : new TokenRules.Answer(scripted.status(), scripted.type(), scripted.body());
        acts.add(new Act.Send(bytes(said)));
        acts.add(new Act.Complete(false));
        return new Answering(acts.iterator(), new Unwatched());
    }

    private byte[] bytes(TokenRules.Answer said) {
        byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + said.status() + " " + Reasons.of(said.status()) + "\r\nContent-Type: " + said.type()
                + "\r\nMetadata-Flavor: Google\r\nCache-Control: no-store\r\nDate: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(now().atZone(ZoneOffset.UTC))
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        byte[] top = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(top, top.length + body.length);
        System.arraycopy(body, 0, all, top.length, body.length);
        return all;
    }

    private static final class Unwatched implements Answering.Watcher {
        @Override
        public void sent(int bytes) {
            // not counted
        }

        @Override
        public void ended() {
            // not counted
        }

        @Override
        public void closedByClient() {
            // the client says why
        }

        @Override
        public void failed(RuntimeException failure) {
            throw failure;
        }
    }
}
