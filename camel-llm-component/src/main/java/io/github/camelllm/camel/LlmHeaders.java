/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import org.apache.camel.spi.Metadata;

/**
 * Names of message headers. What goes in begins with {@code CamelLlmSet}; what comes out does not, so that the answer of
 * one step never steers the next. All begin with {@code CamelLlm}, which Camel's header filters keep away from outside.
 */
public final class LlmHeaders {

    @Metadata(label = "in", javaType = "String", description = "Model to ask, instead of the endpoint's.")
    public static final String SET_MODEL = "CamelLlmSetModel";

    @Metadata(label = "in", javaType = "String", description = "Instructions of the application.")
    public static final String SET_SYSTEM = "CamelLlmSetSystem";

    @Metadata(label = "in", javaType = "String", description = "The user's words that go before the body.")
    public static final String SET_PROMPT = "CamelLlmSetPrompt";

    @Metadata(label = "in", javaType = "Double", description = "Sampling temperature.")
    public static final String SET_TEMPERATURE = "CamelLlmSetTemperature";

    @Metadata(label = "in", javaType = "Double", description = "Nucleus sampling.")
    public static final String SET_TOP_P = "CamelLlmSetTopP";

    @Metadata(label = "in", javaType = "Integer", description = "Samples from the likeliest k tokens.")
    public static final String SET_TOP_K = "CamelLlmSetTopK";

    @Metadata(label = "in", javaType = "Integer", description = "The most tokens of the answer.")
    public static final String SET_MAX_TOKENS = "CamelLlmSetMaxTokens";

    @Metadata(
            label = "in",
            javaType = "Object",
            description = "Texts that end the answer: a list, or a text with commas.")
    public static final String SET_STOP = "CamelLlmSetStop";

    @Metadata(label = "in", javaType = "Long", description = "Seed for repeatable answers.")
    public static final String SET_SEED = "CamelLlmSetSeed";

    @Metadata(label = "in", javaType = "Double", description = "Penalty on frequent tokens.")
    public static final String SET_FREQUENCY_PENALTY = "CamelLlmSetFrequencyPenalty";

    @Metadata(label = "in", javaType = "Double", description = "Penalty on tokens that occurred.")
    public static final String SET_PRESENCE_PENALTY = "CamelLlmSetPresencePenalty";

    @Metadata(label = "in", javaType = "Integer", description = "The number of answers.")
    public static final String SET_N = "CamelLlmSetN";

    @Metadata(
            label = "in",
            javaType = "Integer",
            description = "Asks for log probabilities and that many alternatives.")
    public static final String SET_TOP_LOGPROBS = "CamelLlmSetTopLogprobs";

    @Metadata(label = "in", javaType = "String", description = "How hard the model thinks.")
    public static final String SET_REASONING_EFFORT = "CamelLlmSetReasoningEffort";

    @Metadata(label = "in", javaType = "Integer", description = "The most reasoning tokens.")
    public static final String SET_REASONING_BUDGET = "CamelLlmSetReasoningBudget";

    @Metadata(label = "in", javaType = "Boolean", description = "Whether the thoughts come back.")
    public static final String SET_REASONING_VISIBLE = "CamelLlmSetReasoningVisible";

    @Metadata(
            label = "in",
            javaType = "Object",
            description = "Tools that the model may call: a list of ToolSpec or of maps, or JSON text.")
    public static final String SET_TOOLS = "CamelLlmSetTools";

    @Metadata(label = "in", javaType = "String", description = "auto, none, required or the name of a tool.")
    public static final String SET_TOOL_CHOICE = "CamelLlmSetToolChoice";

    @Metadata(label = "in", javaType = "Boolean", description = "Whether several tools may be called at once.")
    public static final String SET_PARALLEL_TOOLS = "CamelLlmSetParallelTools";

    @Metadata(label = "in", javaType = "Object", description = "JSON schema that the answer obeys: a map or JSON text.")
    public static final String SET_JSON_SCHEMA = "CamelLlmSetJsonSchema";

    @Metadata(label = "in", javaType = "Object", description = "Class that a JSON answer is turned into.")
    public static final String SET_OUTPUT_TYPE = "CamelLlmSetOutputType";

    @Metadata(label = "in", javaType = "String", description = "text or response.")
    public static final String SET_RESPONSE_TYPE = "CamelLlmSetResponseType";

    @Metadata(label = "in", javaType = "String", description = "Media type of a body of bytes.")
    public static final String SET_MEDIA_TYPE = "CamelLlmSetMediaType";

    @Metadata(
            label = "in",
            javaType = "Object",
            description = "Documents that the answer may cite: a list of Document or of maps.")
    public static final String SET_DOCUMENTS = "CamelLlmSetDocuments";

    @Metadata(
            label = "in",
            javaType = "String",
            description = "Groups requests that share the beginning of their prompt.")
    public static final String SET_PROMPT_CACHE_KEY = "CamelLlmSetPromptCacheKey";

    @Metadata(label = "in", javaType = "String", description = "The end user, as a stable pseudonym.")
    public static final String SET_USER = "CamelLlmSetUser";

    @Metadata(
            label = "in",
            javaType = "Map",
            description = "Entries that the provider stores, on top of the endpoint's.")
    public static final String SET_METADATA = "CamelLlmSetMetadata";

    @Metadata(label = "in", javaType = "String", description = "The provider's tier of service.")
    public static final String SET_SERVICE_TIER = "CamelLlmSetServiceTier";

    @Metadata(
            label = "in",
            javaType = "Object",
            description =
                    "Further members of the provider's own request, on top of the endpoint's: a map " + "or JSON text.")
    public static final String SET_PROVIDER_OPTIONS = "CamelLlmSetProviderOptions";

    @Metadata(label = "in", javaType = "Boolean", description = "Whether to stream the answer.")
    public static final String SET_STREAM = "CamelLlmSetStream";

    @Metadata(label = "in", javaType = "Boolean", description = "Whether a setting that cannot be sent is an error.")
    public static final String SET_STRICT = "CamelLlmSetStrict";

    @Metadata(label = "in", javaType = "Integer", description = "Length of the vectors.")
    public static final String SET_DIMENSIONS = "CamelLlmSetDimensions";

    @Metadata(label = "in", javaType = "String", description = "What the vectors are for.")
    public static final String SET_INPUT_TYPE = "CamelLlmSetInputType";

    @Metadata(
            label = "in",
            javaType = "String",
            description = "Conversation that the call belongs to; told to the call listeners.")
    public static final String SET_CONVERSATION_ID = "CamelLlmSetConversationId";

    @Metadata(
            label = "in",
            javaType = "String",
            description = "Tenant that the call is made for; for call listeners, ledger and budgets.")
    public static final String SET_TENANT = "CamelLlmSetTenant";

    @Metadata(
            label = "in",
            javaType = "String",
            description = "Team that the call is made for; for call listeners, ledger and budgets.")
    public static final String SET_TEAM = "CamelLlmSetTeam";

    @Metadata(
            label = "in",
            javaType = "Object",
            description = "Tags of the call: a map of names and values for ledger and budgets, or a list or a text with"
                    + " commas; told to the call listeners.")
    public static final String SET_TAGS = "CamelLlmSetTags";

    @Metadata(
            label = "in",
            javaType = "String",
            description = "Names the business event of the call; told to the call listeners.")
    public static final String SET_IDEMPOTENCY_KEY = "CamelLlmSetIdempotencyKey";

    @Metadata(
            label = "in",
            javaType = "String",
            description = "The key, where the endpoint's allowHeaderOverride has apiKey. Removed once the "
                    + "call went well.")
    public static final String SET_API_KEY = "CamelLlmSetApiKey";

    @Metadata(
            label = "in",
            javaType = "String",
            description = "The base URL, where the endpoint's allowHeaderOverride has baseUrl.")
    public static final String SET_BASE_URL = "CamelLlmSetBaseUrl";

    @Metadata(
            label = "in",
            javaType = "String",
            description = "The region, where the endpoint's allowHeaderOverride has region.")
    public static final String SET_REGION = "CamelLlmSetRegion";

    @Metadata(
            label = "out",
            javaType = "io.github.camelllm.routing.Decision",
            description = "What a router decided: targets, what removed each, scores, attempts with kind, timing and"
                    + " cost.")
    public static final String DECISION = "CamelLlmDecision";

    @Metadata(
            label = "out",
            javaType = "java.math.BigDecimal",
            description = "What all attempts of a routed call cost together; absent when that of one is unknown.")
    public static final String TOTAL_COST = "CamelLlmTotalCost";

    @Metadata(label = "out", javaType = "String", description = "Id of the provider that was asked.")
    public static final String PROVIDER = "CamelLlmProvider";

    @Metadata(label = "out", javaType = "String", description = "Model that answered, as the provider said.")
    public static final String MODEL = "CamelLlmModel";

    @Metadata(label = "out", javaType = "String", description = "Model that was asked for.")
    public static final String REQUEST_MODEL = "CamelLlmRequestModel";

    @Metadata(label = "out", javaType = "String", description = "What was done: chat, embed or estimate.")
    public static final String OPERATION = "CamelLlmOperation";

    @Metadata(label = "out", javaType = "String", description = "The provider's id of the answer.")
    public static final String RESPONSE_ID = "CamelLlmResponseId";

    @Metadata(label = "out", javaType = "String", description = "The provider's id of the HTTP request.")
    public static final String REQUEST_ID = "CamelLlmRequestId";

    @Metadata(
            label = "out",
            javaType = "String",
            description = "Why the answer ended, alike for all providers: STOP, LENGTH, TOOL_CALLS, "
                    + "CONTENT_FILTER, ERROR, OTHER.")
    public static final String FINISH_REASON = "CamelLlmFinishReason";

    @Metadata(label = "out", javaType = "String", description = "Why the answer ended, in the provider's word.")
    public static final String FINISH_REASON_RAW = "CamelLlmFinishReasonRaw";

    @Metadata(
            label = "out",
            javaType = "Long",
            description = "All tokens of the prompt. Absent when unknown, like every count.")
    public static final String INPUT_TOKENS = "CamelLlmInputTokens";

    @Metadata(
            label = "out",
            javaType = "Long",
            description = "Tokens of the prompt that came from the provider's cache.")
    public static final String CACHED_INPUT_TOKENS = "CamelLlmCachedInputTokens";

    @Metadata(
            label = "out",
            javaType = "Long",
            description = "Tokens of the prompt that were written to the provider's cache.")
    public static final String CACHE_WRITE_TOKENS = "CamelLlmCacheWriteTokens";

    @Metadata(label = "out", javaType = "Long", description = "All tokens of the answer, reasoning included.")
    public static final String OUTPUT_TOKENS = "CamelLlmOutputTokens";

    @Metadata(label = "out", javaType = "Long", description = "Reasoning tokens.")
    public static final String REASONING_TOKENS = "CamelLlmReasoningTokens";

    @Metadata(label = "out", javaType = "Long", description = "Tokens of prompt and answer.")
    public static final String TOTAL_TOKENS = "CamelLlmTotalTokens";

    @Metadata(
            label = "out",
            javaType = "java.math.BigDecimal",
            description = "What the call cost. Absent when unknown.")
    public static final String COST = "CamelLlmCost";

    @Metadata(label = "out", javaType = "String", description = "Currency of the cost, such as USD.")
    public static final String COST_CURRENCY = "CamelLlmCostCurrency";

    @Metadata(
            label = "out",
            javaType = "String",
            description = "How sure the cost is: REPORTED, PRICED, ESTIMATED, UNKNOWN.")
    public static final String COST_BASIS = "CamelLlmCostBasis";

    @Metadata(
            label = "out",
            javaType = "java.time.Duration",
            description = "How long the call took; with a stream: until its first content.")
    public static final String LATENCY = "CamelLlmLatency";

    @Metadata(
            label = "out",
            javaType = "java.time.Duration",
            description = "How long the first content of a stream took.")
    public static final String TIME_TO_FIRST_TOKEN = "CamelLlmTimeToFirstToken";

    @Metadata(label = "out", javaType = "Integer", description = "Requests that were sent for the call.")
    public static final String ATTEMPTS = "CamelLlmAttempts";

    @Metadata(label = "out", javaType = "java.util.List", description = "Sources of the answer: a list of Citation.")
    public static final String CITATIONS = "CamelLlmCitations";

    @Metadata(
            label = "out",
            javaType = "java.util.List",
            description = "Tools that the model wants to be run: a list of Part.ToolCall.")
    public static final String TOOL_CALLS = "CamelLlmToolCalls";

    @Metadata(label = "out", javaType = "java.util.List", description = "What was not sent as asked: a list of Notice.")
    public static final String NOTICES = "CamelLlmNotices";

    @Metadata(
            label = "out",
            javaType = "List<String>",
            description = "What budgets say that are nearly or wholly spent, although they let the call in.")
    public static final String BUDGET_WARNINGS = "CamelLlmBudgetWarnings";

    @Metadata(label = "out", javaType = "String", description = "Why the call failed: the name of an ErrorKind.")
    public static final String ERROR_KIND = "CamelLlmErrorKind";

    @Metadata(
            label = "out",
            javaType = "java.time.Duration",
            description = "How long the provider wants to be left alone.")
    public static final String RETRY_AFTER = "CamelLlmRetryAfter";

    @Metadata(
            label = "out",
            javaType = "Long",
            description = "Requests that the provider's rate limit still allows, as it says.")
    public static final String RATE_LIMIT_REMAINING_REQUESTS = "CamelLlmRateLimitRemainingRequests";

    @Metadata(
            label = "out",
            javaType = "Long",
            description = "Tokens that the provider's rate limit still allows, as it says.")
    public static final String RATE_LIMIT_REMAINING_TOKENS = "CamelLlmRateLimitRemainingTokens";

    private LlmHeaders() {}
}
