/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Choice;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.TokenLogprob;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.model.Usage;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The neutral model as decoded JSON with the names of its records; what is not set is left out. */
final class ModelWriter implements Part.Cases<Map<String, Object>> {

    private static final ModelWriter PARTS = new ModelWriter();

    private ModelWriter() {}

    static Map<String, Object> request(ChatRequest request) {
        Map<String, Object> out = new LinkedHashMap<>();
        put(out, "model", request.model());
        put(
                out,
                "messages",
                request.messages().stream().map(ModelWriter::message).toList());
        put(out, "tools", request.tools().stream().map(ModelWriter::tool).toList());
        put(out, "toolChoice", request.toolChoice() == null ? null : toolChoice(request.toolChoice()));
        put(out, "parallelTools", request.parallelTools());
        put(out, "output", output(request.output()));
        put(out, "sampling", sampling(request.sampling()));
        put(out, "reasoning", reasoning(request.reasoning()));
        put(out, "promptCacheKey", request.promptCacheKey());
        put(out, "user", request.user());
        put(out, "metadata", new TreeMap<>(request.metadata()));
        put(out, "serviceTier", request.serviceTier());
        put(
                out,
                "documents",
                request.documents().stream().map(ModelWriter::document).toList());
        put(out, "providerOptions", request.providerOptions());
        put(out, "rawResponse", request.rawResponse() ? true : null);
        return out;
    }

    static Map<String, Object> response(ChatResponse response) {
        Map<String, Object> out = new LinkedHashMap<>();
        put(out, "id", response.id());
        put(out, "requestId", response.requestId());
        put(out, "provider", response.provider());
        put(out, "requestModel", response.requestModel());
        put(out, "model", response.model());
        put(out, "choices", response.choices().stream().map(ModelWriter::choice).toList());
        put(out, "usage", usage(response.usage()));
        put(out, "cost", cost(response.cost()));
        put(
                out,
                "citations",
                response.citations().stream().map(ModelWriter::citation).toList());
        put(out, "notices", response.notices().stream().map(ModelWriter::notice).toList());
        put(out, "serviceTier", response.serviceTier());
        put(out, "extras", response.extras());
        put(out, "raw", response.raw());
        return out;
    }

    static Map<String, Object> message(Message message) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("role", name(message.role()));
        out.put("parts", message.parts().stream().map(ModelWriter::part).toList());
        return out;
    }

    static Map<String, Object> part(Part part) {
        return part.accept(PARTS);
    }

    static Map<String, Object> finish(Finish finish) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("reason", name(finish.reason()));
        put(out, "raw", finish.raw());
        return out;
    }

    static Map<String, Object> usage(Usage usage) {
        Map<String, Object> out = new LinkedHashMap<>();
        usage.counts().forEach((bucket, count) -> out.put(name(bucket), count));
        return out;
    }

    static Map<String, Object> money(Money money) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("amount", money.amount());
        out.put("currency", money.currency());
        return out;
    }

    static Map<String, Object> citation(Citation citation) {
        Map<String, Object> out = new LinkedHashMap<>();
        put(out, "url", citation.url());
        put(out, "title", citation.title());
        put(out, "snippet", citation.snippet());
        put(out, "documentId", citation.documentId());
        put(out, "start", citation.start());
        put(out, "end", citation.end());
        put(out, "date", citation.date());
        return out;
    }

    static Map<String, Object> logprob(TokenLogprob logprob) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("token", logprob.token());
        out.put("logprob", logprob.logprob());
        put(
                out,
                "alternatives",
                logprob.alternatives().stream().map(ModelWriter::logprob).toList());
        return out;
    }

    @Override
    public Map<String, Object> text(Part.Text part) {
        Map<String, Object> out = typed("text");
        out.put("text", part.text());
        put(out, "cache", cache(part.cache()));
        return out;
    }

    @Override
    public Map<String, Object> image(Part.Image part) {
        Map<String, Object> out = typed("image");
        out.put("media", media(part.media()));
        put(out, "detail", part.detail());
        put(out, "cache", cache(part.cache()));
        return out;
    }

    @Override
    public Map<String, Object> audio(Part.Audio part) {
        Map<String, Object> out = typed("audio");
        out.put("media", media(part.media()));
        put(out, "transcript", part.transcript());
        put(out, "id", part.id());
        return out;
    }

    @Override
    public Map<String, Object> file(Part.File part) {
        Map<String, Object> out = typed("file");
        out.put("media", media(part.media()));
        put(out, "cache", cache(part.cache()));
        return out;
    }

    @Override
    public Map<String, Object> toolCall(Part.ToolCall part) {
        Map<String, Object> out = typed("toolCall");
        out.put("id", part.id());
        out.put("name", part.name());
        out.put("arguments", part.arguments());
        return out;
    }

    @Override
    public Map<String, Object> toolResult(Part.ToolResult part) {
        Map<String, Object> out = typed("toolResult");
        out.put("toolCallId", part.toolCallId());
        put(out, "name", part.name());
        out.put("content", part.content().stream().map(ModelWriter::part).toList());
        put(out, "failed", part.failed() ? true : null);
        return out;
    }

    @Override
    public Map<String, Object> reasoning(Part.Reasoning part) {
        Map<String, Object> out = typed("reasoning");
        out.put("text", part.text());
        put(out, "details", part.details());
        return out;
    }

    @Override
    public Map<String, Object> refusal(Part.Refusal part) {
        Map<String, Object> out = typed("refusal");
        out.put("text", part.text());
        return out;
    }

    private static Map<String, Object> typed(String type) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("type", type);
        return out;
    }

    private static @Nullable Map<String, Object> cache(@Nullable CacheHint hint) {
        if (hint == null) {
            return null;
        }
        return hint.timeToLive() == null
                ? Map.of()
                : Map.of("timeToLive", hint.timeToLive().toString());
    }

    private static Map<String, Object> media(Media media) {
        Map<String, Object> out = new LinkedHashMap<>();
        put(out, "url", media.url() == null ? null : media.url().toString());
        put(out, "data", media.data() == null ? null : Base64.getEncoder().encodeToString(media.data()));
        put(out, "fileId", media.fileId());
        put(out, "mediaType", media.mediaType());
        put(out, "name", media.name());
        return out;
    }

    private static Map<String, Object> tool(ToolSpec tool) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", tool.name());
        put(out, "description", tool.description());
        put(out, "parameters", tool.parameters());
        put(out, "strict", tool.strict());
        return out;
    }

    private static Map<String, Object> toolChoice(ToolChoice choice) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("mode", name(choice.mode()));
        put(out, "tool", choice.tool());
        return out;
    }

    private static @Nullable Map<String, Object> output(OutputFormat format) {
        if (format instanceof OutputFormat.JsonSchema schema) {
            Map<String, Object> out = typed("jsonSchema");
            out.put("name", schema.name());
            out.put("schema", schema.schema());
            put(out, "description", schema.description());
            put(out, "strict", schema.strict());
            return out;
        }
        return format instanceof OutputFormat.JsonObject ? typed("jsonObject") : null;
    }

    private static Map<String, Object> sampling(Sampling sampling) {
        Map<String, Object> out = new LinkedHashMap<>();
        put(out, "temperature", sampling.temperature());
        put(out, "topP", sampling.topP());
        put(out, "topK", sampling.topK());
        put(out, "maxTokens", sampling.maxTokens());
        put(out, "stop", sampling.stop());
        put(out, "seed", sampling.seed());
        put(out, "frequencyPenalty", sampling.frequencyPenalty());
        put(out, "presencePenalty", sampling.presencePenalty());
        put(out, "n", sampling.n());
        put(out, "topLogprobs", sampling.topLogprobs());
        return out;
    }

    private static Map<String, Object> reasoning(ReasoningSettings reasoning) {
        Map<String, Object> out = new LinkedHashMap<>();
        put(out, "effort", reasoning.effort() == null ? null : name(reasoning.effort()));
        put(out, "budgetTokens", reasoning.budgetTokens());
        put(out, "visible", reasoning.visible());
        return out;
    }

    private static Map<String, Object> document(Document document) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", document.id());
        put(out, "title", document.title());
        out.put("text", document.text());
        put(out, "metadata", new TreeMap<>(document.metadata()));
        return out;
    }

    private static Map<String, Object> choice(Choice choice) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("index", choice.index());
        out.put("parts", choice.parts().stream().map(ModelWriter::part).toList());
        out.put("finish", finish(choice.finish()));
        put(
                out,
                "logprobs",
                choice.logprobs().stream().map(ModelWriter::logprob).toList());
        return out;
    }

    private static Map<String, Object> cost(Cost cost) {
        Map<String, Object> out = new LinkedHashMap<>();
        put(out, "money", cost.money() == null ? null : money(cost.money()));
        out.put("basis", name(cost.basis()));
        put(out, "lines", cost.lines().stream().map(ModelWriter::line).toList());
        put(out, "priceVersion", cost.priceVersion());
        put(out, "reason", cost.reason());
        put(out, "computed", cost.computed() == null ? null : cost(cost.computed()));
        return out;
    }

    private static Map<String, Object> line(Cost.Line line) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("bucket", name(line.bucket()));
        out.put("quantity", line.quantity());
        out.put("rate", line.rate());
        out.put("per", line.per());
        out.put("amount", line.amount());
        return out;
    }

    private static Map<String, Object> notice(Notice notice) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("setting", notice.setting());
        out.put("message", notice.message());
        return out;
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Puts what is set: neither null nor empty, except that an empty cache hint is one. */
    private static void put(Map<String, Object> out, String name, @Nullable Object value) {
        boolean empty = value == null
                || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty() && !name.equals("cache");
        if (!empty) {
            out.put(name, value);
        }
    }
}
