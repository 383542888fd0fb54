/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.profile.QuirkType;
import java.util.Map;

/**
 * How a provider or a model deviates from OpenAI's chat completions. Each constant is the name of a quirk in a profile.
 * What stands behind "default" holds when a profile does not set it.
 */
public final class OpenAiQuirks {

    // --- the request: names of members -------------------------------------------------------------------------------

    /** Text: the member for the most output tokens. Default {@code max_completion_tokens}; most others: {@code max_tokens}. */
    public static final String MAX_TOKENS_FIELD = "maxTokensField";
    /** Text: the role of the application's instructions. Default {@code system}; OpenAI's newer models: {@code developer}. */
    public static final String SYSTEM_ROLE = "systemRole";
    /** Text: the member for the seed. Default {@code seed}; Mistral: {@code random_seed}. */
    public static final String SEED_FIELD = "seedField";
    /** Text: the member for the end user. Default {@code user}; OpenAI {@code safety_identifier}, DeepSeek {@code user_id}. */
    public static final String USER_FIELD = "userField";
    /** Text: the member for parallel tool calls. Default {@code parallel_tool_calls}. */
    public static final String PARALLEL_TOOLS_FIELD = "parallelToolsField";
    /** Text: the member for the length of embeddings. Default {@code dimensions}; Mistral: {@code output_dimension}. */
    public static final String DIMENSIONS_FIELD = "dimensionsField";
    /** Text: the member for the purpose of embeddings, such as {@code input_type}. Default: none, a notice says so. */
    public static final String INPUT_TYPE_FIELD = "inputTypeField";

    // --- the request: what may be sent ------------------------------------------------------------------------------

    /**
     * List: the top-level members that a strict provider takes in a chat request. A setting whose member is not among them
     * becomes a notice. {@code providerOptions} are passed on regardless. Default: all.
     */
    public static final String REQUEST_FIELDS = "requestFields";
    /** List: top-level members that are never sent, for servers that refuse some. A notice says so. Default: none. */
    public static final String OMIT_FIELDS = "omitFields";
    /**
     * Map: members that every chat request gets unless {@code providerOptions} sets them. A value that is JSON is sent as
     * that JSON ({@code true}, {@code 5}, <code>{"a":1}</code>), any other as a text. Default: none.
     */
    public static final String REQUEST_DEFAULTS = "requestDefaults";
    /** Flag: a streamed request asks for usage by {@code stream_options.include_usage}. Default true; Mistral false. */
    public static final String STREAM_USAGE = "streamUsage";
    /** Flag: temperature must be above 0 and topP below 1 (TGI): 0 and 1 are left out with a notice. Default false. */
    public static final String OPEN_RANGES = "openRanges";
    /**
     * Flag: temperature, topP and logprobs are taken only with reasoning effort {@code none} (OpenAI since gpt-5.1):
     * otherwise they become notices. Default false. See {@link #DEFAULT_EFFORT}.
     */
    public static final String SAMPLING_NEEDS_EFFORT_NONE = "samplingNeedsEffortNone";
    /**
     * List: members that the model takes but ignores while it thinks (DeepSeek): they are sent, and a notice says so unless
     * the reasoning effort is {@code none}. Default: none.
     */
    public static final String IGNORED_WHILE_THINKING = "ignoredWhileThinking";
    /**
     * Flag: tools are taken only with reasoning effort {@code none} (OpenAI since gpt-5.4): it is sent when no effort is set,
     * with a notice; any other effort together with tools is an error. Default false.
     */
    public static final String TOOLS_NEED_EFFORT_NONE = "toolsNeedEffortNone";
    /** Text: the effort of the model when none is sent, such as {@code none} or {@code medium}. Default: not none. */
    public static final String DEFAULT_EFFORT = "defaultEffort";

    // --- the request: messages ---------------------------------------------------------------------------------------

    /** Flag: several text parts of a message are sent as one plain text. Default false: as a list of parts. */
    public static final String FLAT_TEXT = "flatText";
    /** Flag: neighbouring messages of one role are merged into one (Perplexity, many chat templates). Default false. */
    public static final String MERGE_MESSAGES = "mergeMessages";
    /**
     * Text: the content of an assistant message that has none beside its tool calls: {@code null}, {@code empty} (an empty
     * text) or {@code absent}. Default {@code null}.
     */
    public static final String EMPTY_CONTENT = "emptyContent";
    /** Text: a member set to true on a last assistant message, so that it is continued: {@code prefix}. Default: none. */
    public static final String PREFILL_FLAG = "prefillFlag";
    /** Text: pictures as {@code object} (<code>{"url","detail"}</code>) or {@code string}. Default {@code object}. */
    public static final String IMAGE_FORM = "imageForm";
    /** Flag: how closely to look at a picture ({@code detail}) may be sent. Default true; otherwise a notice. */
    public static final String IMAGE_DETAIL = "imageDetail";
    /** Text: sounds as {@code object} (<code>{"data","format"}</code>) or {@code string}. Default {@code object}. */
    public static final String AUDIO_FORM = "audioForm";
    /**
     * Text: documents as {@code file} (OpenAI), {@code document_url} (Mistral) or {@code file_url} (Perplexity: bytes as bare
     * base64). Default {@code file}.
     */
    public static final String FILE_FORM = "fileForm";
    /** Flag: with {@link #FILE_FORM} {@code file}, {@code file_data} may be a URL (OpenRouter). Default false: an error. */
    public static final String FILE_BY_URL = "fileByUrl";
    /**
     * Number: tool call ids must be exactly that many letters and digits (Mistral: 9). Others are replaced by a stable hash,
     * alike in call and result. Default: any id.
     */
    public static final String TOOL_CALL_ID_LENGTH = "toolCallIdLength";
    /** Flag: a tool's result also names the tool. Default false. */
    public static final String TOOL_RESULT_NAME = "toolResultName";
    /**
     * Text: cache hints as {@code cache_control} (Anthropic's form on a part), {@code breakpoint} (OpenAI's
     * {@code prompt_cache_breakpoint}) or {@code none}: a notice. Default {@code none}.
     */
    public static final String CACHE_HINTS = "cacheHints";
    /**
     * Text: how earlier thoughts go back: as member {@code reasoning}, {@code reasoning_content} or
     * {@code reasoning_details} of the message, as {@code chunks} of its content (Mistral), or {@code none}: a notice.
     * Default {@code none}.
     */
    public static final String REASONING_REPLAY = "reasoningReplay";

    // --- the request: tools and formats
    // -------------------------------------------------------------------------------

    /** Text: the word for "call some tool". Default {@code required}; older Mistral: {@code any}. */
    public static final String TOOL_CHOICE_REQUIRED = "toolChoiceRequired";
    /**
     * Text: how one tool is demanded: {@code typed} (OpenAI), {@code untyped} (TGI: without {@code type}) or {@code only}
     * (that tool alone is sent, and some tool is demanded). Default {@code typed}.
     */
    public static final String TOOL_CHOICE_NAMED = "toolChoiceNamed";
    /** Flag: {@code strict} of a tool may be sent. Default true; otherwise a notice. */
    public static final String STRICT_TOOLS = "strictTools";
    /** List: keywords that are taken out of the schemas of tools, at any depth (xAI: additionalProperties). Default: none. */
    public static final String SCHEMA_KEYWORDS_REMOVED = "schemaKeywordsRemoved";
    /**
     * Text: a JSON schema as {@code json_schema} (OpenAI), {@code schema} (llama.cpp: beside {@code type}), {@code value}
     * (TGI) or {@code prompt} (in a system message, with JSON mode; a notice says so). Default {@code json_schema}.
     */
    public static final String JSON_SCHEMA_FORM = "jsonSchemaForm";
    /**
     * Flag: {@code response_format} must not stand beside tools (Together AI): with tools a JSON schema is sent in a system
     * message and JSON mode is left out; a notice says so. Default false.
     */
    public static final String TOOLS_EXCLUDE_FORMAT = "toolsExcludeFormat";
    /** Text: log probabilities as {@code boolean} (and {@code top_logprobs}) or {@code number}. Default {@code boolean}. */
    public static final String LOGPROBS_FORM = "logprobsForm";

    // --- the request: reasoning
    // -----------------------------------------------------------------------------------------

    /**
     * Text: the effort as {@code reasoning_effort} (a member) or {@code reasoning.effort} (an object). Default
     * {@code reasoning_effort}.
     */
    public static final String EFFORT_FIELD = "effortField";
    /**
     * Map: the provider's word for each effort that can be sent (none, minimal, low, medium, high, xhigh, max). An effort
     * without a word becomes a notice. Default: every effort by its own name.
     */
    public static final String EFFORTS = "efforts";
    /**
     * Text: a switch beside the effort: {@code thinking} (<code>{"type":"enabled"|"disabled"}</code>: DeepSeek),
     * {@code reasoning} (<code>{"enabled":true|false}</code>: Together) or {@code chat_template_kwargs}
     * (<code>{"enable_thinking":false}</code>: vLLM, only to switch off). Effort none is sent by it alone. Default: none.
     */
    public static final String REASONING_SWITCH = "reasoningSwitch";
    /**
     * Text: the most reasoning tokens as {@code reasoning.max_tokens} (OpenRouter) or {@code thinking.budget_tokens}
     * (Fireworks). It excludes the effort, which then becomes a notice. Default: none, a notice.
     */
    public static final String BUDGET_FIELD = "budgetField";
    /**
     * Text: whether thoughts come back: as {@code include_reasoning}, {@code reasoning.exclude} (inverted),
     * {@code reasoning_format} ({@code parsed} or {@code hidden}), {@code always} or {@code never}. Default {@code always}.
     */
    public static final String REASONING_VISIBLE = "reasoningVisible";

    // --- the answer
    // -------------------------------------------------------------------------------------------------------

    /** Map: further finish reasons, to the names of {@code FinishReason}. The usual ones are known. */
    public static final String FINISH_REASONS = "finishReasons";
    /** Text: the {@code object} of the last event of a stream (Perplexity: {@code chat.completion.done}). Default: none. */
    public static final String TERMINAL_OBJECT = "terminalObject";
    /**
     * Flag: choices carry the results of content filters (Azure OpenAI), which are kept as the answer's extra
     * {@code content_filter_results}; an answer that was withheld tells the categories. Default false.
     */
    public static final String CONTENT_FILTERS = "contentFilters";
    /** Flag: a leading {@code <think>…</think>} in the text is reasoning. Default false. */
    public static final String THINK_TAGS = "thinkTags";
    /** List: top-level members of the answer that are kept as its extras. Default: none. */
    public static final String EXTRAS = "extras";
    /** Text: dotted path to the usage where the answer has no {@code usage} of its own (Groq: {@code x_groq.usage}). */
    public static final String USAGE_FALLBACK = "usageFallback";
    /**
     * Text: reasoning tokens are {@code inside} the completion tokens, {@code outside} (xAI), or {@code auto}: what the
     * totals say. Default {@code auto}.
     */
    public static final String REASONING_TOKENS = "reasoningTokens";
    /** List: further members of {@code usage} that hold the cached tokens. The usual ones are known. */
    public static final String CACHED_TOKENS_FIELDS = "cachedTokensFields";
    /** Flag: the provider bills each request: usage counts it. Default false. */
    public static final String BILLS_REQUESTS = "billsRequests";
    /** Text: dotted path within {@code usage} to the provider's own bill, such as {@code cost.total_cost}. Default: none. */
    public static final String BILL_PATH = "billPath";
    /** Number: what 1 of the bill is worth, in units of the currency (xAI: 0.0000000001). Default 1. */
    public static final String BILL_UNIT = "billUnit";
    /** Text: the bill's currency. Default USD. */
    public static final String BILL_CURRENCY = "billCurrency";
    /**
     * Text: dotted path within {@code usage} to what the user's own vendor key pays on top of the bill (OpenRouter), added
     * when {@code usage.is_byok} is true. Default: none.
     */
    public static final String BILL_OWN_KEY_PATH = "billOwnKeyPath";
    /**
     * Text: the vectors' form asked for by {@code encoding_format}: {@code float}, {@code base64} or {@code base64_int8}.
     * Default: nothing is asked. Arrays and float32 in base64 are read always; {@code base64_int8} reads signed bytes.
     */
    public static final String EMBEDDING_FORMAT = "embeddingFormat";
    /** Number: the most texts in one request for vectors; more are sent in parts. Default: no such limit. */
    public static final String EMBED_BATCH = "embedBatch";

    /** All of them with what their value looks like. */
    static final Map<String, QuirkType> TYPES = Map.ofEntries(
            Map.entry(MAX_TOKENS_FIELD, QuirkType.TEXT),
            Map.entry(SYSTEM_ROLE, QuirkType.TEXT),
            Map.entry(SEED_FIELD, QuirkType.TEXT),
            Map.entry(USER_FIELD, QuirkType.TEXT),
            Map.entry(PARALLEL_TOOLS_FIELD, QuirkType.TEXT),
            Map.entry(DIMENSIONS_FIELD, QuirkType.TEXT),
            Map.entry(INPUT_TYPE_FIELD, QuirkType.TEXT),
            Map.entry(REQUEST_FIELDS, QuirkType.LIST),
            Map.entry(OMIT_FIELDS, QuirkType.LIST),
            Map.entry(REQUEST_DEFAULTS, QuirkType.MAP),
            Map.entry(STREAM_USAGE, QuirkType.FLAG),
            Map.entry(OPEN_RANGES, QuirkType.FLAG),
            Map.entry(SAMPLING_NEEDS_EFFORT_NONE, QuirkType.FLAG),
            Map.entry(IGNORED_WHILE_THINKING, QuirkType.LIST),
            Map.entry(TOOLS_NEED_EFFORT_NONE, QuirkType.FLAG),
            Map.entry(DEFAULT_EFFORT, QuirkType.oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max")),
            Map.entry(CONTENT_FILTERS, QuirkType.FLAG),
            Map.entry(FLAT_TEXT, QuirkType.FLAG),
            Map.entry(MERGE_MESSAGES, QuirkType.FLAG),
            Map.entry(EMPTY_CONTENT, QuirkType.oneOf("null", "empty", "absent")),
            Map.entry(PREFILL_FLAG, QuirkType.TEXT),
            Map.entry(IMAGE_FORM, QuirkType.oneOf("object", "string")),
            Map.entry(IMAGE_DETAIL, QuirkType.FLAG),
            Map.entry(AUDIO_FORM, QuirkType.oneOf("object", "string")),
            Map.entry(FILE_FORM, QuirkType.oneOf("file", "document_url", "file_url")),
            Map.entry(FILE_BY_URL, QuirkType.FLAG),
            Map.entry(TOOL_CALL_ID_LENGTH, QuirkType.NUMBER),
            Map.entry(TOOL_RESULT_NAME, QuirkType.FLAG),
            Map.entry(CACHE_HINTS, QuirkType.oneOf("none", "cache_control", "breakpoint")),
            Map.entry(
                    REASONING_REPLAY,
                    QuirkType.oneOf("none", "reasoning", "reasoning_content", "reasoning_details", "chunks")),
            Map.entry(TOOL_CHOICE_REQUIRED, QuirkType.TEXT),
            Map.entry(TOOL_CHOICE_NAMED, QuirkType.oneOf("typed", "untyped", "only")),
            Map.entry(STRICT_TOOLS, QuirkType.FLAG),
            Map.entry(SCHEMA_KEYWORDS_REMOVED, QuirkType.LIST),
            Map.entry(JSON_SCHEMA_FORM, QuirkType.oneOf("json_schema", "schema", "value", "prompt")),
            Map.entry(TOOLS_EXCLUDE_FORMAT, QuirkType.FLAG),
            Map.entry(LOGPROBS_FORM, QuirkType.oneOf("boolean", "number")),
            Map.entry(EFFORT_FIELD, QuirkType.oneOf("reasoning_effort", "reasoning.effort")),
            Map.entry(EFFORTS, QuirkType.mapOf("none", "minimal", "low", "medium", "high", "xhigh", "max")),
            Map.entry(REASONING_SWITCH, QuirkType.oneOf("thinking", "reasoning", "chat_template_kwargs")),
            Map.entry(BUDGET_FIELD, QuirkType.oneOf("reasoning.max_tokens", "thinking.budget_tokens")),
            Map.entry(
                    REASONING_VISIBLE,
                    QuirkType.oneOf("always", "never", "include_reasoning", "reasoning.exclude", "reasoning_format")),
            Map.entry(
                    FINISH_REASONS,
                    QuirkType.mapTo("STOP", "LENGTH", "TOOL_CALLS", "CONTENT_FILTER", "ERROR", "OTHER")),
            Map.entry(TERMINAL_OBJECT, QuirkType.TEXT),
            Map.entry(THINK_TAGS, QuirkType.FLAG),
            Map.entry(EXTRAS, QuirkType.LIST),
            Map.entry(USAGE_FALLBACK, QuirkType.TEXT),
            Map.entry(REASONING_TOKENS, QuirkType.oneOf("auto", "inside", "outside")),
            Map.entry(CACHED_TOKENS_FIELDS, QuirkType.LIST),
            Map.entry(BILLS_REQUESTS, QuirkType.FLAG),
            Map.entry(BILL_PATH, QuirkType.TEXT),
            Map.entry(BILL_UNIT, QuirkType.NUMBER),
            Map.entry(BILL_CURRENCY, QuirkType.CURRENCY),
            Map.entry(BILL_OWN_KEY_PATH, QuirkType.TEXT),
            Map.entry(EMBEDDING_FORMAT, QuirkType.oneOf("float", "base64", "base64_int8")),
            Map.entry(EMBED_BATCH, QuirkType.NUMBER));

    private OpenAiQuirks() {}
}
