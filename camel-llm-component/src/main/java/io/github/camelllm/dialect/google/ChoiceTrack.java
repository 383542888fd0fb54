/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.TokenLogprob;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What has come of one of the answers. For one thread. */
final class ChoiceTrack {

    private final int index;
    private final @Nullable String responseId;
    private final Failures failures;
    private final List<Map<String, Object>> others;
    private final List<String> texts = new ArrayList<>(4);
    private int calls;
    private boolean newOthers;
    private @Nullable StreamedCall open;
    private @Nullable Finish finish;

    /** @param others parts of which we know no kind, of all answers */
    ChoiceTrack(int index, @Nullable String responseId, Failures failures, List<Map<String, Object>> others) {
        this.index = index;
        this.responseId = responseId;
        this.failures = failures;
        this.others = others;
    }

    /** The pieces of its text. */
    List<String> text() {
        return texts;
    }

    /** Its end; null: it did not come yet. */
    @Nullable
    Finish finish() {
        return finish;
    }

    /** Whether parts of unknown kinds came since this was asked last. */
    boolean sawOthers() {
        boolean saw = newOthers;
        newOthers = false;
        return saw;
    }

    /** What comes after the end is the end again. */
    void take(Chunk.Candidate candidate, Consumer<StreamEvent> events) {
        if (finish != null) {
            return;
        }
        for (int i = 0; i < candidate.parts.size(); i++) {
            part(candidate.parts.get(i), events);
        }
        if (candidate.logprobs != null) {
            List<TokenLogprob> logprobs = Logprobs.of(candidate.logprobs);
            if (!logprobs.isEmpty()) {
                events.accept(new StreamEvent.LogprobsSeen(index, logprobs));
            }
        }
        if (candidate.finish != null) {
            endCall(events);
            finish = Finishes.of(candidate.finish, calls > 0);
            events.accept(new StreamEvent.Finished(index, finish));
        }
    }

    private void part(Chunk.Piece part, Consumer<StreamEvent> events) {
        if (part.call != null) {
            call(part.call, part.signature, events);
            return;
        }
        if (part.data != null) {
            sign(part.signature, Signature.DATA, null, events);
            events.accept(new StreamEvent.PartArrived(index, media(part.data)));
        } else if (part.thought) {
            thought(part, events);
        } else {
            sign(part.signature, Signature.TEXT, null, events);
            if (part.text != null && !part.text.isEmpty()) {
                texts.add(part.text);
                events.accept(new StreamEvent.TextDelta(index, part.text));
            }
        }
        if (part.other != null) {
            others.add(part.other);
            newOthers = true;
        }
    }

    private void thought(Chunk.Piece part, Consumer<StreamEvent> events) {
        if (part.text != null && !part.text.isEmpty()) {
            events.accept(new StreamEvent.ReasoningDelta(index, part.text, List.of()));
        }
        sign(part.signature, Signature.THOUGHT, null, events);
    }

    private void sign(@Nullable String value, String of, @Nullable String call, Consumer<StreamEvent> events) {
        if (value != null && !value.isEmpty()) {
            Map<String, Object> detail = new Signature(value, of, call).detail();
            events.accept(new StreamEvent.ReasoningDelta(index, "", List.of(detail)));
        }
    }

    private void call(Map<String, Object> call, @Nullable String signature, Consumer<StreamEvent> events) {
        if (call.get("name") instanceof String name && !name.isEmpty()) {
            endCall(events);
            String id = id(call.get("id"));
            sign(signature, Signature.CALL, id, events);
            events.accept(new StreamEvent.ToolCallStarted(index, calls, id, name));
            open = new StreamedCall(calls++, failures);
        } else if (open == null) {
            if (!call.isEmpty()) {
                throw failures.invalid("the answer calls a tool without naming it", null);
            }
            return;
        }
        if (open != null) {
            open.take(call);
            if (!Boolean.TRUE.equals(call.get("willContinue"))) {
                endCall(events);
            }
        }
    }

    private String id(@Nullable Object stated) {
        return stated instanceof String id && !id.isEmpty()
                ? id
                : AnswerTrack.OWN_ID + (responseId == null ? "" : responseId + "-") + index + "-" + calls;
    }

    private void endCall(Consumer<StreamEvent> events) {
        StreamedCall done = open;
        open = null;
        if (done != null) {
            events.accept(new StreamEvent.ToolCallDelta(index, done.number(), JsonTree.write(done.arguments())));
        }
    }

    private Part media(Map<String, Object> data) {
        String type = data.get("mimeType") instanceof String stated ? stated : "application/octet-stream";
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(data.get("data") instanceof String text ? text : "");
        } catch (IllegalArgumentException e) {
            throw failures.invalid("inlineData of the answer is no base64: " + e.getMessage(), e);
        }
        Media media = Media.of(bytes, type);
        if (type.startsWith("image/")) {
            return new Part.Image(media, null, null);
        }
        return type.startsWith("audio/") ? new Part.Audio(media, null, null) : new Part.File(media, null);
    }
}
