/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Role;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.runtime.NeutralJson;
import io.github.camelllm.runtime.OptionValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Makes the neutral request of a message: header before body before option. */
final class RequestMapper {

    /** Nothing is set; its message is replaced. */
    private static final ChatRequest UNSET = ChatRequest.of("");

    private final CallDefaults defaults;
    private final LlmConfiguration options;
    private final Attribution attribution;

    RequestMapper(CallDefaults defaults, LlmConfiguration options, Attribution attribution) {
        this.defaults = defaults;
        this.options = options;
        this.attribution = attribution;
    }

    /**
     * The chat request.
     *
     * @throws io.github.camelllm.error.LlmException INVALID_REQUEST when body or headers cannot be read
     */
    ChatRequest chat(Exchange exchange) {
        InHeaders headers = new InHeaders(exchange);
        BodyContent body = new BodyReader(exchange, defaults.jsonBody(), mediaType(headers)).content();
        List<Message> messages = messages(exchange, headers, body);
        return said(
                () -> messages,
                all -> settings(headers, body.request() == null ? UNSET : body.request())
                        .messages(all)
                        .build());
    }

    /**
     * The embedding request.
     *
     * @throws io.github.camelllm.error.LlmException INVALID_REQUEST when body or headers cannot be read
     */
    EmbeddingRequest embed(Exchange exchange) {
        InHeaders headers = new InHeaders(exchange);
        Object body = exchange.getMessage().getBody();
        return said(
                () -> body instanceof EmbeddingRequest request
                        ? request
                        : EmbeddingRequest.of(texts(exchange, headers, body)),
                request -> new EmbeddingRequest(
                        headers.or(LlmHeaders.SET_MODEL, String.class, request.model()),
                        request.inputs(),
                        headers.or(
                                LlmHeaders.SET_DIMENSIONS,
                                Integer.class,
                                first(request.dimensions(), options.getDimensions())),
                        headers.or(
                                LlmHeaders.SET_INPUT_TYPE,
                                String.class,
                                first(request.inputType(), options.getInputType())),
                        headers.or(
                                LlmHeaders.SET_USER,
                                String.class,
                                first(request.user(), attribution.user(headers.exchange()))),
                        providerOptions(headers, request.providerOptions())));
    }

    /** Whether the message asks for vectors, when the operation does not tell: the body is such a request, or the model. */
    boolean embeds(Exchange exchange, LoadedModel model) {
        boolean otherModel = exchange.getMessage().getHeader(LlmHeaders.SET_MODEL) != null;
        return exchange.getMessage().getBody() instanceof EmbeddingRequest
                || !otherModel
                        && model.target()
                                .filter(target -> target.model().kind() == ModelProfile.Kind.EMBEDDING)
                                .isPresent();
    }

    private ChatRequest.Builder settings(InHeaders headers, ChatRequest r) {
        return r.toBuilder()
                .model(headers.or(LlmHeaders.SET_MODEL, String.class, r.model()))
                .tools(headers.find(LlmHeaders.SET_TOOLS, Object.class)
                        .map(NeutralJson::tools)
                        .orElse(r.tools()))
                .toolChoice(headers.find(LlmHeaders.SET_TOOL_CHOICE, String.class)
                        .map(ToolChoice::parse)
                        .orElse(first(r.toolChoice(), defaults.toolChoice())))
                .parallelTools(headers.or(
                        LlmHeaders.SET_PARALLEL_TOOLS,
                        Boolean.class,
                        first(r.parallelTools(), defaults.parallelTools())))
                .output(output(headers, r.output()))
                .sampling(sampling(headers, r.sampling(), defaults.sampling()))
                .reasoning(reasoning(headers, r.reasoning(), defaults.reasoning()))
                .promptCacheKey(headers.or(
                        LlmHeaders.SET_PROMPT_CACHE_KEY,
                        String.class,
                        first(r.promptCacheKey(), options.getPromptCacheKey())))
                .endUser(headers.or(
                        LlmHeaders.SET_USER, String.class, first(r.user(), attribution.user(headers.exchange()))))
                .metadata(metadata(headers, r.metadata()))
                .serviceTier(headers.or(
                        LlmHeaders.SET_SERVICE_TIER, String.class, first(r.serviceTier(), options.getServiceTier())))
                .documents(headers.find(LlmHeaders.SET_DOCUMENTS, Object.class)
                        .map(NeutralJson::documents)
                        .orElse(r.documents()))
                .providerOptions(providerOptions(headers, r.providerOptions()))
                .rawResponse(r.rawResponse() || options.isRawResponse());
    }

    private List<Message> messages(Exchange exchange, InHeaders headers, BodyContent body) {
        Optional<String> systemHeader = headers.find(LlmHeaders.SET_SYSTEM, String.class);
        String prompt = headers.or(LlmHeaders.SET_PROMPT, String.class, defaults.prompt());
        List<Message> all = new ArrayList<>(body.messages());
        systemHeader.ifPresent(words -> all.removeIf(message -> message.role() == Role.SYSTEM));
        boolean instructed = all.stream().anyMatch(message -> message.role() == Role.SYSTEM);
        String system = systemHeader.orElse(instructed ? null : defaults.system());
        if (system != null) {
            all.add(0, Message.system(system));
        }
        List<Part> parts = new ArrayList<>();
        if (prompt != null) {
            parts.add(Part.text(prompt));
        }
        parts.addAll(body.parts());
        parts.addAll(AttachmentParts.of(exchange));
        if (!parts.isEmpty()) {
            all.add(new Message(Role.USER, parts));
        }
        if (all.stream().allMatch(message -> message.role() == Role.SYSTEM)) {
            throw InHeaders.wrong(
                    "there is nothing to ask: the body is empty, and neither the option prompt nor the header "
                            + LlmHeaders.SET_PROMPT + " is set");
        }
        return all;
    }

    private OutputFormat output(InHeaders headers, OutputFormat body) {
        Optional<OutputFormat> schema =
                headers.find(LlmHeaders.SET_JSON_SCHEMA, Object.class).map(this::schema);
        if (schema.isPresent()) {
            return schema.get();
        }
        OutputFormat known = body instanceof OutputFormat.Text ? defaults.output() : body;
        if (headers.find(LlmHeaders.SET_OUTPUT_TYPE, Object.class).isEmpty()) {
            return known;
        }
        boolean ofTheOption = body instanceof OutputFormat.Text && !(known instanceof OutputFormat.JsonSchema);
        return ofTheOption ? CallDefaults.output(outputType(headers)) : known;
    }

    /** The class that the answer is to become, header before option; null: none. */
    @Nullable
    Class<?> outputType(InHeaders headers) {
        Object named = headers.find(LlmHeaders.SET_OUTPUT_TYPE, Object.class).orElse(null);
        if (named == null) {
            return defaults.outputType();
        }
        return named instanceof Class<?> type
                ? type
                : CallDefaults.outputType(String.valueOf(named), headers.context());
    }

    private OutputFormat schema(Object value) {
        if (value instanceof Map<?, ?> map) {
            return NeutralJson.schema(options.getJsonSchemaName(), NeutralJson.object(map));
        }
        return CallDefaults.schema(
                "header " + LlmHeaders.SET_JSON_SCHEMA, options.getJsonSchemaName(), String.valueOf(value));
    }

    private static Sampling sampling(InHeaders headers, Sampling body, Sampling defaults) {
        return new Sampling(
                headers.or(LlmHeaders.SET_TEMPERATURE, Double.class, first(body.temperature(), defaults.temperature())),
                headers.or(LlmHeaders.SET_TOP_P, Double.class, first(body.topP(), defaults.topP())),
                headers.or(LlmHeaders.SET_TOP_K, Integer.class, first(body.topK(), defaults.topK())),
                headers.or(LlmHeaders.SET_MAX_TOKENS, Integer.class, first(body.maxTokens(), defaults.maxTokens())),
                headers.find(LlmHeaders.SET_STOP, Object.class)
                        .map(RequestMapper::stops)
                        .orElse(body.stop().isEmpty() ? defaults.stop() : body.stop()),
                headers.or(LlmHeaders.SET_SEED, Long.class, first(body.seed(), defaults.seed())),
                headers.or(
                        LlmHeaders.SET_FREQUENCY_PENALTY,
                        Double.class,
                        first(body.frequencyPenalty(), defaults.frequencyPenalty())),
                headers.or(
                        LlmHeaders.SET_PRESENCE_PENALTY,
                        Double.class,
                        first(body.presencePenalty(), defaults.presencePenalty())),
                headers.or(LlmHeaders.SET_N, Integer.class, first(body.n(), defaults.n())),
                headers.or(
                        LlmHeaders.SET_TOP_LOGPROBS, Integer.class, first(body.topLogprobs(), defaults.topLogprobs())));
    }

    private static ReasoningSettings reasoning(InHeaders headers, ReasoningSettings body, ReasoningSettings defaults) {
        Optional<ReasoningEffort> effort =
                headers.find(LlmHeaders.SET_REASONING_EFFORT, String.class).map(CallDefaults::effort);
        return new ReasoningSettings(
                effort.orElse(first(body.effort(), defaults.effort())),
                headers.or(
                        LlmHeaders.SET_REASONING_BUDGET,
                        Integer.class,
                        first(body.budgetTokens(), defaults.budgetTokens())),
                headers.or(LlmHeaders.SET_REASONING_VISIBLE, Boolean.class, first(body.visible(), defaults.visible())));
    }

    private Map<String, String> metadata(InHeaders headers, Map<String, String> body) {
        Optional<Map<?, ?>> header =
                headers.find(LlmHeaders.SET_METADATA, Map.class).map(map -> (Map<?, ?>) map);
        if (header.isEmpty() && body.isEmpty()) {
            return defaults.metadata();
        }
        Map<String, String> all = new LinkedHashMap<>(defaults.metadata());
        all.putAll(body);
        header.ifPresent(
                entries -> entries.forEach((name, value) -> all.put(String.valueOf(name), String.valueOf(value))));
        return all;
    }

    private Map<String, Object> providerOptions(InHeaders headers, Map<String, Object> body) {
        Optional<Object> header = headers.find(LlmHeaders.SET_PROVIDER_OPTIONS, Object.class);
        if (header.isEmpty() && body.isEmpty()) {
            return defaults.providerOptions();
        }
        Map<String, Object> all = new LinkedHashMap<>(defaults.providerOptions());
        all.putAll(body);
        header.map(value -> value instanceof Map<?, ?> map
                        ? NeutralJson.object(map)
                        : OptionValue.object(String.valueOf(value)))
                .ifPresent(all::putAll);
        return all;
    }

    private List<String> texts(Exchange exchange, InHeaders headers, @Nullable Object body) {
        if (body instanceof Iterable<?> items) {
            List<String> texts = new ArrayList<>();
            items.forEach(item -> texts.add(text(exchange, item)));
            return texts;
        }
        if (body instanceof Object[] items) {
            return texts(exchange, headers, List.of(items));
        }
        BodyContent content = new BodyReader(exchange, false, mediaType(headers)).content();
        String text = new Message(Role.USER, content.parts()).text();
        if (text.isEmpty()) {
            throw InHeaders.wrong(
                    "there is nothing to embed: the body has no text; allowed are a text and a list of texts");
        }
        return List.of(text);
    }

    private static String text(Exchange exchange, @Nullable Object item) {
        String text = item == null
                ? null
                : exchange.getContext().getTypeConverter().tryConvertTo(String.class, exchange, item);
        if (text == null) {
            throw InHeaders.wrong("an item of the body is "
                    + (item == null ? "null" : "a " + item.getClass().getName()) + " and no text");
        }
        return text;
    }

    private @Nullable String mediaType(InHeaders headers) {
        return headers.or(LlmHeaders.SET_MEDIA_TYPE, String.class, options.getMediaType());
    }

    private static List<String> stops(Object value) {
        if (value instanceof Iterable<?> items) {
            List<String> stops = new ArrayList<>();
            items.forEach(item -> stops.add(String.valueOf(item)));
            return stops;
        }
        return CallDefaults.stops(String.valueOf(value));
    }

    /** What the model's own checks refuse is an invalid request like any other. */
    private static <A, B> B said(Supplier<A> first, Function<A, B> then) {
        try {
            return then.apply(first.get());
        } catch (IllegalArgumentException e) {
            throw InHeaders.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static <T> @Nullable T first(@Nullable T value, @Nullable T otherwise) {
        return value != null ? value : otherwise;
    }
}
