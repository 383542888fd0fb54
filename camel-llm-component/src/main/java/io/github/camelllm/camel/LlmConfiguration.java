/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.LinkedHashMap;
import java.util.Set;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Everything that can be set at an endpoint, and for all endpoints at the component. */
@Configurer
@UriParams
public class LlmConfiguration extends AttributionOptions {

    @UriParam(
            label = "common",
            defaultValue = "chat",
            enums = "chat,embed,estimate",
            description = "What to do: chat, embed (the vectors of the body's texts), or estimate (the price of the"
                    + " request, without sending it).")
    private String operation = "chat";

    @UriParam(
            label = "common",
            description = "Instructions of the application, put before the conversation. Text, or a resource such "
                    + "as classpath:system.txt or file:system.txt.")
    private @Nullable String system;

    @UriParam(
            label = "common",
            description = "The user's words that go before the body: the body is then their material (text, "
                    + "picture, sound or document). Text, or a resource such as classpath:prompt.txt.")
    private @Nullable String prompt;

    @UriParam(
            label = "common",
            defaultValue = "text",
            enums = "text,json",
            description = "What a body of text is: the words of the user, or a whole request as JSON with the names"
                    + " of ChatRequest.")
    private String inputFormat = "text";

    @UriParam(
            label = "common",
            description = "Media type of a body of bytes, such as image/png. Without it: the Content-Type header or"
                    + " the file's name.")
    private @Nullable String mediaType;

    @UriParam(
            label = "common",
            description = "JSON schema that the answer obeys: inline, or a resource such as classpath:answer.json "
                    + "or file:answer.json. The body becomes a Map or a List.")
    private @Nullable String jsonSchema;

    @UriParam(
            label = "common",
            defaultValue = "answer",
            description = "Name of the JSON schema, letters, digits, _ and -.")
    private String jsonSchemaName = "answer";

    @UriParam(label = "common", description = "Class that a JSON answer is turned into, by its full name.")
    private @Nullable String outputType;

    @UriParam(
            label = "common",
            defaultValue = "text",
            enums = "text,response",
            description = "What the body becomes: the answer's text (or object, with outputType or jsonSchema), or "
                    + "the whole response (ChatResponse, EmbeddingResponse).")
    private String responseType = "text";

    @UriParam(
            label = "advanced",
            defaultValue = "false",
            description = "Keep the provider's own body in ChatResponse.raw().")
    private boolean rawResponse;

    @UriParam(
            label = "common",
            defaultValue = "false",
            description =
                    "Stream the answer: the body becomes an LlmStream as soon as the first content has " + "arrived.")
    private boolean stream;

    @UriParam(
            label = "common",
            defaultValue = "events",
            enums = "events,text,sse",
            description = "What an LlmStream iterates over: events, the pieces of the text, or server-sent events "
                    + "for a browser.")
    private String streamMode = "events";

    @UriParam(
            label = "common",
            defaultValue = "false",
            description = "A setting that the provider cannot take is an error instead of a notice.")
    private boolean strict;

    @UriParam(
            label = "security",
            description =
                    "An area that no call may leave: eu, apac, local (the machine itself), or the two letters of a"
                            + " country, such as us. The endpoint does not start when provider, region, base URL or model cannot"
                            + " meet it by what the provider's profile says; what is unknown counts as not met.")
    private @Nullable String residency;

    @UriParam(
            label = "security",
            description = "Which settings of trust a message header may set, separated by commas: apiKey, baseUrl, "
                    + "region. Whoever can set headers of a message can then choose who is called, and with "
                    + "which key; with baseUrl the endpoint's own key goes to the address of the message.")
    private @Nullable String allowHeaderOverride;

    public String getOperation() {
        return operation;
    }

    public void setOperation(String operation) {
        this.operation = operation;
    }

    public @Nullable String getSystem() {
        return system;
    }

    public void setSystem(@Nullable String system) {
        this.system = system;
    }

    public @Nullable String getPrompt() {
        return prompt;
    }

    public void setPrompt(@Nullable String prompt) {
        this.prompt = prompt;
    }

    public String getInputFormat() {
        return inputFormat;
    }

    public void setInputFormat(String inputFormat) {
        this.inputFormat = inputFormat;
    }

    public @Nullable String getMediaType() {
        return mediaType;
    }

    public void setMediaType(@Nullable String mediaType) {
        this.mediaType = mediaType;
    }

    public @Nullable String getJsonSchema() {
        return jsonSchema;
    }

    public void setJsonSchema(@Nullable String jsonSchema) {
        this.jsonSchema = jsonSchema;
    }

    public String getJsonSchemaName() {
        return jsonSchemaName;
    }

    public void setJsonSchemaName(String jsonSchemaName) {
        this.jsonSchemaName = jsonSchemaName;
    }

    public @Nullable String getOutputType() {
        return outputType;
    }

    public void setOutputType(@Nullable String outputType) {
        this.outputType = outputType;
    }

    public String getResponseType() {
        return responseType;
    }

    public void setResponseType(String responseType) {
        this.responseType = responseType;
    }

    public boolean isRawResponse() {
        return rawResponse;
    }

    public void setRawResponse(boolean rawResponse) {
        this.rawResponse = rawResponse;
    }

    public boolean isStream() {
        return stream;
    }

    public void setStream(boolean stream) {
        this.stream = stream;
    }

    public String getStreamMode() {
        return streamMode;
    }

    public void setStreamMode(String streamMode) {
        this.streamMode = streamMode;
    }

    public boolean isStrict() {
        return strict;
    }

    public void setStrict(boolean strict) {
        this.strict = strict;
    }

    public @Nullable String getResidency() {
        return residency;
    }

    public void setResidency(@Nullable String residency) {
        this.residency = residency;
    }

    public @Nullable String getAllowHeaderOverride() {
        return allowHeaderOverride;
    }

    public void setAllowHeaderOverride(@Nullable String allowHeaderOverride) {
        this.allowHeaderOverride = allowHeaderOverride;
    }

    /** The settings that headers may override. */
    Set<String> headerOverrides() {
        return Options.list(allowHeaderOverride);
    }

    /** A copy that can be changed apart. */
    public LlmConfiguration copy() {
        try {
            LlmConfiguration copy = (LlmConfiguration) clone();
            copy.setHeaders(new LinkedHashMap<>(getHeaders()));
            copy.setTags(new LinkedHashMap<>(getTags()));
            copy.setMetadata(new LinkedHashMap<>(getMetadata()));
            copy.setProviderOptions(new LinkedHashMap<>(getProviderOptions()));
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
