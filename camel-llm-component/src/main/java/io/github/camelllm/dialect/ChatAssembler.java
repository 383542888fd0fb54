/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Choice;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of an answer into one {@link ChatResponse}, also of an answer that broke off. Its cost is the
 * provider's bill or unknown; its notices are empty. For one thread at a time.
 */
public final class ChatAssembler {

    /** The name among {@link StreamEvent.ExtrasSeen#extras} that holds {@link ChatResponse#serviceTier()}. */
    public static final String SERVICE_TIER = "service_tier";

    /** The name of the extra that lists for which categories of content an answer was withheld, as texts. */
    public static final String WITHHELD_FOR = "withheld_for";

    private static final Cost NO_BILL = Cost.unknown("the provider sent no bill");

    private final Target target;
    private final ChatRequest request;
    private final @Nullable String requestId;
    private final Map<Integer, ChoiceAssembler> choices = new TreeMap<>();
    private Map<String, Object> extras = Map.of();
    private List<Citation> citations = List.of();
    private Usage usage = Usage.UNKNOWN;
    private @Nullable Money bill;
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable String raw;
    private @Nullable String serviceTier;
    private boolean began;

    public ChatAssembler(Target target, ChatRequest request, @Nullable String requestId) {
        this.target = target;
        this.request = request;
        this.requestId = requestId;
    }

    /** For an answer that came whole; keeps its text where the request asks for it. */
    public static ChatAssembler ofWhole(WireReply reply, ChatRequest request, Failures failures) {
        ChatAssembler assembler = new ChatAssembler(
                failures.target(), request, failures.requestId().orElse(null));
        if (request.rawResponse()) {
            assembler.raw(reply.body().text());
        }
        return assembler;
    }

    /** Takes the next event. {@link StreamEvent.Done} changes nothing. */
    public void accept(StreamEvent event) {
        if (event instanceof StreamEvent.TextDelta delta) {
            choice(delta.choice()).text(delta.text());
        } else if (event instanceof StreamEvent.ReasoningDelta delta) {
            choice(delta.choice()).reasoning(delta.text(), delta.details());
        } else if (event instanceof StreamEvent.ToolCallStarted call) {
            choice(call.choice()).toolCall(call);
        } else if (event instanceof StreamEvent.ToolCallDelta delta) {
            choice(delta.choice()).arguments(delta);
        } else if (event instanceof StreamEvent.RefusalDelta delta) {
            choice(delta.choice()).refusal(delta.text());
        } else if (event instanceof StreamEvent.PartArrived arrived) {
            choice(arrived.choice()).part(arrived.part());
        } else if (event instanceof StreamEvent.LogprobsSeen seen) {
            choice(seen.choice()).logprobs(seen.logprobs());
        } else if (event instanceof StreamEvent.Finished finished) {
            choice(finished.choice()).finish(finished.finish());
        } else {
            ofTheWhole(event);
        }
    }

    private void ofTheWhole(StreamEvent event) {
        if (event instanceof StreamEvent.Started started) {
            began = true;
            id = started.id();
            model = started.model();
        } else if (event instanceof StreamEvent.CitationsSeen seen) {
            citations = seen.citations();
        } else if (event instanceof StreamEvent.UsageSeen seen) {
            usage = seen.usage();
            bill = seen.bill();
        } else if (event instanceof StreamEvent.ExtrasSeen seen) {
            seen.extras().forEach(this::extra);
        } else if (!(event instanceof StreamEvent.Done)) {
            throw new IllegalArgumentException(
                    "unknown event " + event.getClass().getName());
        }
    }

    /** Keeps the provider's body. */
    public void raw(@Nullable String body) {
        this.raw = body;
    }

    /** The provider's id of the answer; empty as long as it has not said. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** Whether anything of a choice came. */
    public boolean hasChoices() {
        return !choices.isEmpty();
    }

    /**
     * The whole answer.
     *
     * @throws IllegalStateException when no choice came
     */
    public ChatResponse response() {
        if (choices.isEmpty()) {
            throw new IllegalStateException("no choice of the answer came");
        }
        return response(FinishReason.OTHER);
    }

    /** What came of an answer that broke off; a choice without an end has the reason ERROR. Empty when nothing came. */
    public Optional<ChatResponse> partial() {
        if (!began && choices.isEmpty() && !usage.known()) {
            return Optional.empty();
        }
        if (choices.isEmpty()) {
            choice(0);
        }
        return Optional.of(response(FinishReason.ERROR));
    }

    private ChatResponse response(FinishReason unfinished) {
        Finish none = new Finish(unfinished, null);
        List<Choice> all = new ArrayList<>(choices.size());
        choices.forEach((index, choice) -> all.add(choice.choice(index, none)));
        return new ChatResponse(
                id,
                requestId,
                target.provider().id(),
                request.model() == null ? target.model().id() : request.model(),
                model,
                all,
                usage,
                bill == null ? NO_BILL : Cost.reported(bill),
                citations,
                List.of(),
                serviceTier,
                extras,
                raw);
    }

    private void extra(String name, Object value) {
        if (name.equals(SERVICE_TIER)) {
            serviceTier = String.valueOf(value);
        } else {
            extras = extras.isEmpty() ? new LinkedHashMap<>() : extras;
            extras.put(name, value);
        }
    }

    private ChoiceAssembler choice(int index) {
        ChoiceAssembler known = choices.get(index);
        if (known == null) {
            known = new ChoiceAssembler();
            choices.put(index, known);
        }
        return known;
    }
}
