/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.WireCall;
import java.io.IOException;
import java.util.Set;

/** What Converse refuses in one content block. */
record BlockRules(WireCall call, String place) {

    private static final Set<String> KINDS = Set.of(
            "text",
            "image",
            "document",
            "video",
            "audio",
            "toolUse",
            "toolResult",
            "guardContent",
            "cachePoint",
            "reasoningContent",
            "citationsContent",
            "searchResult");
    private static final Set<String> IMAGES = Set.of("png", "jpeg", "gif", "webp");
    private static final Set<String> DOCUMENTS =
            Set.of("pdf", "csv", "doc", "docx", "xls", "xlsx", "html", "txt", "md");
    private static final String ID = "[a-zA-Z0-9_.:-]{1,64}";

    void check(JsonNode block) {
        require(ConverseRules.oneOf(block, KINDS), "must have exactly one member of " + KINDS);
        require(
                !ConverseRules.blank(block),
                "The text field in the ContentBlock object at " + place
                        + " is blank. Add text to the text field, and try again.");
        if (block.has("image")) {
            require(IMAGES.contains(block.at("/image/format").asText()), "image.format must be one of " + IMAGES);
            source(block.at("/image/source"));
        } else if (block.has("document")) {
            document(block.path("document"));
        } else if (block.has("toolUse")) {
            require(
                    block.at("/toolUse/input").isObject(),
                    "The format of the value at " + place
                            + ".toolUse.input is invalid. Provide a json object for the field and try again.");
            require(block.at("/toolUse/toolUseId").asText().matches(ID), "toolUseId must match " + ID);
        } else if (block.has("toolResult")) {
            require(block.at("/toolResult/content").isArray(), "toolResult.content is required");
            block.at("/toolResult/content").forEach(piece -> require(!ConverseRules.blank(piece), "blank text"));
        } else if (block.has("cachePoint")) {
            require(block.at("/cachePoint/type").asText().equals("default"), "cachePoint.type must be default");
        }
    }

    private void document(JsonNode document) {
        require(
                !document.has("format")
                        || DOCUMENTS.contains(document.path("format").asText()),
                "document.format must be one of " + DOCUMENTS);
        String name = document.path("name").asText();
        require(
                name.matches("[A-Za-z0-9\\s()\\[\\]-]{1,200}") && !name.contains("  "),
                "The document file name can only contain alphanumeric characters, whitespace characters, hyphens, "
                        + "parentheses, and square brackets. The name can't contain more than one consecutive whitespace character.");
        source(document.path("source"));
    }

    private void source(JsonNode source) {
        boolean right = source.size() == 1 && (source.has("s3Location") || source.has("text") || source.has("bytes"));
        require(right, "source must have exactly one member");
        if (source.has("bytes")) {
            try {
                require(source.path("bytes").binaryValue().length > 0, "source.bytes is empty");
            } catch (IOException e) {
                require(false, "source.bytes is not base64: " + e.getMessage());
            }
        }
    }

    private void require(boolean good, String message) {
        if (!good) {
            throw ServiceError.invalid(message.contains(place) ? message : place + ": " + message)
                    .refusal(call);
        }
    }
}
