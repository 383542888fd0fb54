/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.fault.WireAttempt.Ending;
import io.github.camelllm.test.wire.Nodes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One chat call and what its fault makes of the answer. */
final class FaultyAnswer {

    private static final int CUT_AFTER = 40;
    private static final int STALL_AFTER = 20;
    private static final int BROKEN_EVENT_AFTER = 10;

    private final Client client;
    private final FaultProfile profile;
    private final ChatAsk ask;
    private final SpokenAnswer answer;
    private final FaultLog log;
    private final FaultLog.Entry entry;

    FaultyAnswer(
            Client client, FaultProfile profile, ChatAsk ask, SpokenAnswer answer, FaultLog log, FaultLog.Entry entry) {
        this.client = client;
        this.profile = profile;
        this.ask = ask;
        this.answer = answer;
        this.log = log;
        this.entry = entry;
    }

    /** Answers; says whether the connection can carry another call. */
    boolean give() throws IOException {
        Fault fault = Fault.of(ask.model()).orElse(null);
        if (fault == null) {
            return refuse(404, null, "invalid_request_error", "model", "model_not_found", "There is no such model.");
        }
        boolean first = entry.number() == 1;
        return switch (fault) {
            case NONE, MALFORMED_EVENT, NO_DONE, SLOW_FIRST_TOKEN, CUT, STALLED -> speak(fault);
            case NONE_WITHOUT_PREFILL ->
                ask.prefilled()
                        ? refuse(
                                400,
                                null,
                                "invalid_request_error",
                                "messages",
                                "invalid_prefill",
                                "The last message must not be the assistant's.")
                        : speak(fault);
            case RATE_LIMITED_ONCE -> first ? limited(profile.retryAfter().toSeconds()) : speak(fault);
            case RATE_LIMITED -> limited(null);
            case FAILS_ONCE -> first ? refuse(500, null, "server_error", null, null, "Something broke.") : speak(fault);
            case OVERLOADED -> overloaded();
            case FLAPPING -> log.now().compareTo(profile.outage()) < 0 ? overloaded() : speak(fault);
            case RESET_ONCE -> first ? reset() : speak(fault);
            case SILENT -> silent();
            case CONTEXT_TOO_LONG ->
                refuse(
                        400,
                        null,
                        "invalid_request_error",
                        "messages",
                        "context_length_exceeded",
                        "This model takes 8192 tokens; your messages have 9631.");
            case CONTENT_BLOCKED ->
                refuse(
                        400,
                        null,
                        "invalid_request_error",
                        null,
                        "content_policy_violation",
                        "The request does not keep to the rules for content.");
        };
    }

    private boolean limited(@Nullable Long seconds) throws IOException {
        return refuse(429, seconds, "rate_limit_error", null, "rate_limit_exceeded", "Too many requests.");
    }

    private boolean overloaded() throws IOException {
        return refuse(503, null, "server_error", null, "overloaded", "No capacity.");
    }

    private boolean refuse(
            int status,
            @Nullable Long retryAfter,
            String type,
            @Nullable String param,
            @Nullable String code,
            String message)
            throws IOException {
        ObjectNode body = Nodes.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        byte[] bytes = Nodes.bytes(body);
        head(
                status,
                "application/json",
                (retryAfter == null ? "" : "Retry-After: " + retryAfter + "\r\n") + length(bytes.length));
        client.send(bytes);
        return ended(Ending.WHOLE);
    }

    private boolean reset() throws IOException {
        client.reset();
        return ended(Ending.BROKEN);
    }

    private boolean silent() throws IOException {
        client.idle(profile.silence());
        return ended(Ending.BROKEN);
    }

    private boolean speak(Fault fault) throws IOException {
        return ask.streamed() ? stream(fault) : plain(fault);
    }

    private boolean stream(Fault fault) throws IOException {
        head(200, "text/event-stream; charset=utf-8", "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n");
        if (fault == Fault.SLOW_FIRST_TOKEN) {
            client.idle(profile.firstToken());
        }
        client.chunk(answer.role());
        List<String> pieces = answer.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            if (fault == Fault.CUT && i == CUT_AFTER) {
                return ended(Ending.BROKEN);
            }
            if (fault == Fault.STALLED && i == STALL_AFTER) {
                client.idle(profile.stall());
                return ended(Ending.BROKEN);
            }
            if (fault == Fault.MALFORMED_EVENT && i == BROKEN_EVENT_AFTER) {
                client.chunk(SpokenAnswer.broken());
            }
            client.chunk(answer.word(pieces.get(i)));
            LockSupport.parkNanos(profile.pause().toNanos());
        }
        client.chunk(answer.stop());
        if (ask.usage()) {
            client.chunk(answer.usage());
        }
        if (fault != Fault.NO_DONE) {
            client.chunk(SpokenAnswer.done());
        }
        client.send("0\r\n\r\n");
        return ended(Ending.WHOLE);
    }

    private boolean plain(Fault fault) throws IOException {
        byte[] body = answer.whole();
        switch (fault) {
            case SLOW_FIRST_TOKEN -> client.idle(profile.firstToken());
            case CUT -> {
                head(200, "application/json", length(body.length));
                client.send(Arrays.copyOf(body, body.length * 6 / 10));
                return ended(Ending.BROKEN);
            }
            case STALLED -> {
                head(200, "application/json", length(body.length));
                client.idle(profile.stall());
                return ended(Ending.BROKEN);
            }
            case MALFORMED_EVENT -> body = Arrays.copyOf(body, body.length / 2);
            default -> {}
        }
        head(200, "application/json", length(body.length));
        client.send(body);
        return ended(Ending.WHOLE);
    }

    private void head(int status, String type, String headers) throws IOException {
        entry.status(status);
        client.send("HTTP/1.1 " + status + " " + (status == 200 ? "OK" : "Refused") + "\r\nContent-Type: " + type
                + "\r\n" + headers + "\r\n");
    }

    private static String length(int bytes) {
        return "Content-Length: " + bytes + "\r\n";
    }

    private boolean ended(Ending ending) {
        entry.ended(ending);
        return ending == Ending.WHOLE;
    }
}
