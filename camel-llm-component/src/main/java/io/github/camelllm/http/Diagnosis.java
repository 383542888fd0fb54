/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import io.github.camelllm.error.ErrorKind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;

/** Says in the words of the error tree what the engine's exceptions and our own limits mean. */
final class Diagnosis {

    private final HttpCall call;
    private final TransportConfig config;

    Diagnosis(HttpCall call, TransportConfig config) {
        this.call = call;
        this.config = config;
    }

    private String target() {
        int port = call.uri().getPort();
        return call.uri().getScheme() + "://" + call.uri().getHost() + (port < 0 ? "" : ":" + port);
    }

    static TransportFailure ofHandler(Throwable thrown) {
        String said = thrown.getMessage();
        return new TransportFailure(
                ErrorKind.RESPONSE_INVALID,
                "the reply could not be read: "
                        + (said == null ? thrown.getClass().getSimpleName() : said),
                thrown,
                true);
    }

    TransportFailure closed(boolean sent) {
        return new TransportFailure(
                ErrorKind.CANCELLED, "the call to " + target() + " was ended: the transport is closed", null, sent);
    }

    TransportFailure unwatched(Throwable thrown) {
        return new TransportFailure(
                ErrorKind.CONNECTION_FAILED,
                "the call to " + target() + " was ended, for its deadlines could not be watched: " + thrown,
                thrown,
                true);
    }

    TransportFailure deadline(Timing.Passed passed, boolean sent) {
        String limit = seconds(passed.limit()) + " (" + passed.option() + ")";
        String message = switch (passed.kind()) {
            case TIMEOUT_CONNECT ->
                passed.option().equals("connectTimeout")
                        ? "no connection to " + target() + " within " + limit
                        : "no free connection to " + target() + " within " + limit
                                + ": all are busy. Raise connectionsPerRoute ("
                                + config.connectionsPerRoute() + ") or maxTotalConnections ("
                                + config.maxTotalConnections() + "), or send less at a time";
            case TIMEOUT_RESPONSE -> target() + " did not begin to answer within " + limit;
            case TIMEOUT_FIRST_TOKEN -> target() + " sent no content within " + limit;
            case TIMEOUT_IDLE -> target() + " stopped in the midst of its answer for " + limit;
            default -> "the call to " + target() + " took longer than " + limit;
        };
        return new TransportFailure(passed.kind(), message, null, sent);
    }

    TransportFailure tooLong() {
        return invalid("is longer than the allowed " + call.maxReplyBytes() + " bytes", null);
    }

    TransportFailure invalid(String what, @Nullable Throwable cause) {
        return new TransportFailure(ErrorKind.RESPONSE_INVALID, "the answer of " + target() + " " + what, cause, true);
    }

    TransportFailure cut(String how, @Nullable Throwable cause) {
        return new TransportFailure(
                call.streaming() ? ErrorKind.STREAM_INTERRUPTED : ErrorKind.CONNECTION_FAILED,
                "the answer of " + target() + " was cut off: " + how,
                cause,
                true);
    }

    TransportFailure proxyRefused(int status) {
        return new TransportFailure(
                ErrorKind.CONNECTION_FAILED,
                "the proxy " + config.proxy() + " refused the way to " + target() + " with status " + status
                        + (status == 407 ? "; check proxyUser and proxyPassword" : ""),
                null,
                false);
    }

    TransportFailure of(Throwable thrown, Phase phase, boolean reused, boolean sent) {
        if (thrown instanceof MessageConstraintException) {
            return invalid(
                    "has a header that is too large: allowed are " + config.maxHeaderCount() + " fields of up to "
                            + config.maxLineBytes() + " bytes",
                    thrown);
        }
        if (phase == Phase.REPLY) {
            return inReply(thrown);
        }
        if (phase == Phase.SENDING) {
            return beforeReply(thrown, reused, sent);
        }
        return new TransportFailure(ErrorKind.CONNECTION_FAILED, connecting(thrown), thrown, sent);
    }

    private TransportFailure inReply(Throwable thrown) {
        boolean malformed =
                thrown instanceof MalformedChunkCodingException && !(thrown instanceof TruncatedChunkException);
        if (malformed || thrown instanceof HttpException) {
            return invalid("breaks the rules of HTTP: " + said(thrown), thrown);
        }
        return cut(said(thrown), thrown);
    }

    private TransportFailure beforeReply(Throwable thrown, boolean reused, boolean sent) {
        if (thrown instanceof HttpException || thrown instanceof CharacterCodingException) {
            return invalid("breaks the rules of HTTP: " + said(thrown), thrown);
        }
        if (thrown instanceof SSLException) {
            return new TransportFailure(ErrorKind.CONNECTION_FAILED, connecting(thrown), thrown, sent);
        }
        String what = reused
                ? "the kept connection to " + target() + " was closed before an answer came"
                : "the connection to " + target() + " broke before an answer came";
        String then = sent
                ? "; the request may have been processed, so it was not sent again"
                : "; nothing of the request was sent";
        return new TransportFailure(ErrorKind.CONNECTION_FAILED, what + " (" + said(thrown) + ")" + then, thrown, sent);
    }

    private String connecting(Throwable thrown) {
        if (thrown instanceof UnknownHostException) {
            return "the host of " + firstHop() + " is unknown; check its name";
        }
        if (thrown instanceof ConnectException) {
            return firstHop() + " cannot be reached: " + said(thrown);
        }
        if (thrown instanceof SSLException) {
            return "no TLS connection to " + target() + ": " + said(thrown)
                    + "; check the certificates in sslContextParameters";
        }
        if (thrown instanceof CancellationException) {
            return "the call to " + target() + " was not started: the transport is closed";
        }
        return "no connection to " + firstHop() + ": " + said(thrown);
    }

    private String firstHop() {
        ProxyAddress proxy = config.proxy();
        return proxy != null && proxy.serves(call.uri().getHost()) ? "the proxy " + proxy : target();
    }

    private static String said(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
