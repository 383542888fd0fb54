/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.net.Act;
import io.github.camelllm.test.net.Answering;
import io.github.camelllm.test.net.RequestHandler;
import io.github.camelllm.test.net.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes each request to its provider, asks for the reply and turns it into steps. Server's thread only. */
final class Dispatcher implements RequestHandler {

    /** What to send, and how. */
    private record Sending(Payload payload, Delivery delivery, Iterator<Frame> frames) {

        static Sending plain(Payload payload) {
            return new Sending(payload, Delivery.PLAIN, payload.frames().get());
        }
    }

    private final Map<String, SimulatedProvider> providers;
    private final Recorder recorder;
    private final Optional<Directives> directives;

    Dispatcher(Map<String, SimulatedProvider> providers, Recorder recorder, Optional<Directives> directives) {
        this.providers = providers;
        this.recorder = recorder;
        this.directives = directives;
    }

    @Override
    public Answering answer(WireRequest wire) {
        String path = wire.target().split("\\?", 2)[0];
        String id = path.split("/", 3).length > 1 ? path.split("/", 3)[1] : "";
        SimulatedProvider provider = providers.get(id);
        String below = provider == null ? path : path.substring(id.length() + 1);
        int number = provider == null ? 0 : provider.nextNumber();
        RecordedRequest request =
                new RecordedRequest(provider, id, number, Instant.now(), below, wire, recorder.monitor());
        recorder.add(request);
        Sending sending = provider == null ? Sending.plain(nobody(path)) : guarded(provider, request);
        recorder.answered(request);
        Iterator<Act> acts = new ResponsePlan(sending.payload(), sending.delivery(), sending.frames());
        return new Answering(acts, recorder.watch(request));
    }

    /** A failure of a script is told to the caller and kept for the test, never swallowed. */
    private Sending guarded(SimulatedProvider provider, RecordedRequest request) {
        try {
            return sending(provider, request);
        } catch (ScriptException e) {
            request.refused(String.valueOf(e.getMessage()));
            return Sending.plain(misunderstood(e));
        } catch (RuntimeException e) {
            recorder.problem(e);
            return Sending.plain(Payload.whole(
                    500,
                    "text/plain; charset=utf-8",
                    ("the simulator's script failed for request " + request + ": " + e)
                            .getBytes(StandardCharsets.UTF_8)));
        }
    }

    private Sending sending(SimulatedProvider provider, RecordedRequest request) {
        SimulatedWire wire = provider.wire();
        JsonNode body = body(request);
        Optional<Script> own = directives.flatMap(each -> each.take(body));
        WireCall call = new WireCall(request, body, provider.keys(), provider.models());
        if (!provider.isLenient()) {
            Optional<Payload> said = wire.unscripted(call);
            if (said.isPresent()) {
                if (said.get().status() >= 400) {
                    request.refused(text(said.get()));
                }
                return Sending.plain(said.get());
            }
        }
        Reply reply = own.map(script -> script.reply(request))
                .orElseGet(() -> provider.nextReply(call))
                .resolved(() -> wire.usualReply(call));
        return sending(wire, call, reply);
    }

    private static Sending sending(SimulatedWire wire, WireCall call, Reply reply) {
        Delivery delivery = reply.delivery();
        Payload payload = payload(wire, call, reply);
        Iterator<Frame> frames = payload.frames().get();
        if (payload.streamed()) {
            boolean whole = !delivery.changesFrames();
            return new Sending(payload, delivery, whole ? frames : new FaultyFrames(frames, delivery, wire, call));
        }
        if (delivery.innerError != null) {
            payload = wire.error(call, delivery.innerError.error()).withStatus(200);
            return new Sending(payload, delivery, payload.frames().get());
        }
        if (delivery.malformedAfter >= 0) {
            byte[] whole = new BodyBytes(frames, false).rest();
            frames = List.of(new Frame(Frame.Kind.CONTENT, Arrays.copyOf(whole, whole.length * 2 / 3)))
                    .iterator();
        }
        return new Sending(payload, delivery, frames);
    }

    private static Payload payload(SimulatedWire wire, WireCall call, Reply reply) {
        if (reply.content() instanceof Content.Spoken spoken) {
            return wire.answer(call, spoken.answer());
        }
        if (reply.content() instanceof Content.Failed failed) {
            return wire.error(call, known(wire, failed.error()));
        }
        return ((Content.Fixed) reply.content()).payload();
    }

    private static ErrorCase known(SimulatedWire wire, ErrorCase error) {
        if (!wire.errors().contains(error)) {
            throw new IllegalArgumentException(wire.id() + " documents no error " + error + "; it documents "
                    + wire.errors() + "; Reply.raw sends any other");
        }
        return error;
    }

    private static JsonNode body(RecordedRequest request) {
        if (request.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return Json.MAPPER.readTree(request.body());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static String text(Payload payload) {
        return new String(new BodyBytes(payload.frames().get(), false).rest(), StandardCharsets.UTF_8);
    }

    private static Payload misunderstood(ScriptException problem) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject("error")
                .put("message", problem.getMessage())
                .put("type", "invalid_request_error")
                .put("param", "simulator")
                .put("code", "invalid_script");
        return Payload.whole(400, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Payload nobody(String path) {
        String known = providers.keySet().stream().sorted().map(id -> "/" + id).collect(Collectors.joining(", "));
        String text = "the simulator has no provider at " + path + "; it has " + known + "\n";
        return Payload.whole(404, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
