/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.runtime.NeutralJson;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.transform.Source;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.jspecify.annotations.Nullable;

/** Reads the body of a message and leaves it as it was: a stream can be read again afterwards. */
final class BodyReader {

    private final Exchange exchange;
    private final boolean jsonBody;
    private final @Nullable String mediaType;

    /**
     * @param jsonBody whether a text is a whole request
     * @param mediaType of a body of bytes, as an option or header has it; null: to be found out
     */
    BodyReader(Exchange exchange, boolean jsonBody, @Nullable String mediaType) {
        this.exchange = exchange;
        this.jsonBody = jsonBody;
        this.mediaType = mediaType;
    }

    /**
     * What the body says; an empty body says nothing.
     *
     * @throws io.github.camelllm.error.LlmException INVALID_REQUEST when it cannot be read
     */
    BodyContent content() {
        Object body = exchange.getMessage().getBody();
        if (body == null) {
            return BodyContent.parts(List.of());
        }
        if (body instanceof ChatRequest request) {
            return BodyContent.of(request);
        }
        if (body instanceof Message message) {
            return BodyContent.of(List.of(message));
        }
        if (body instanceof Part part) {
            return BodyContent.parts(List.of(part));
        }
        if (body instanceof Map<?, ?> map) {
            return BodyContent.of(neutral(map));
        }
        if (body instanceof List<?> list && !list.isEmpty() && conversation(list)) {
            return conversationOf(list);
        }
        if (binary(body)) {
            return bytes(body);
        }
        return text(body instanceof String text ? text : converted(body));
    }

    private static boolean conversation(List<?> list) {
        return list.stream().allMatch(Message.class::isInstance)
                || list.stream().allMatch(Part.class::isInstance);
    }

    private static BodyContent conversationOf(List<?> list) {
        List<Message> messages = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (Object item : list) {
            if (item instanceof Message message) {
                messages.add(message);
            } else {
                parts.add((Part) item);
            }
        }
        return messages.isEmpty() ? BodyContent.parts(parts) : BodyContent.of(messages);
    }

    private static boolean binary(Object body) {
        return body instanceof byte[]
                || body instanceof ByteBuffer
                || body instanceof InputStream
                || body instanceof Reader
                || body instanceof Source
                || body instanceof StreamCache
                || body instanceof File
                || body instanceof Path
                || body instanceof WrappedFile<?>;
    }

    private BodyContent bytes(Object body) {
        byte[] bytes = read(body);
        if (bytes.length == 0) {
            return BodyContent.parts(List.of());
        }
        String type = MediaKind.type(mediaType, contentType(), name(body), bytes);
        if (MediaKind.isText(type)) {
            return text(decoded(bytes));
        }
        return BodyContent.parts(List.of(MediaKind.part(bytes, type, name(body))));
    }

    private String decoded(byte[] bytes) {
        String text = exchange.getContext().getTypeConverter().tryConvertTo(String.class, exchange, bytes);
        if (text == null) {
            throw InHeaders.wrong("the body of bytes cannot be read as text");
        }
        return text;
    }

    private BodyContent text(String text) {
        if (!jsonBody) {
            return BodyContent.parts(text.isEmpty() ? List.of() : List.of(Part.text(text)));
        }
        try {
            return BodyContent.of(NeutralJson.request(text));
        } catch (IllegalArgumentException e) {
            throw InHeaders.wrong("the body is not a request in JSON (inputFormat=json): " + e.getMessage());
        }
    }

    private static ChatRequest neutral(Map<?, ?> map) {
        try {
            return NeutralJson.request(map);
        } catch (IllegalArgumentException e) {
            throw InHeaders.wrong("the body is a map, but not a request: " + e.getMessage());
        }
    }

    private String converted(Object body) {
        String text = exchange.getContext().getTypeConverter().tryConvertTo(String.class, exchange, body);
        if (text == null) {
            throw InHeaders.wrong("the body is a " + body.getClass().getName()
                    + ", which no type converter turns into a text; allowed are text, bytes, streams, files, maps,"
                    + " ChatRequest, Message and lists of Message");
        }
        return text;
    }

    /** Reads a stream through a cache that replaces it, so that the next reader of the body gets the same. */
    private byte[] read(Object body) {
        Object readable = body;
        if (!(body instanceof StreamCache)
                && (body instanceof InputStream || body instanceof Reader || body instanceof Source)) {
            readable = cached(body);
        }
        byte[] bytes = bytesOf(readable instanceof Path path ? path.toFile() : readable);
        if (readable instanceof StreamCache cache) {
            cache.reset();
        }
        return bytes;
    }

    private Object cached(Object stream) {
        StreamCache cache =
                LlmContextService.of(exchange.getContext()).streams().of(stream, exchange);
        exchange.getMessage().setBody(cache);
        return cache;
    }

    private byte[] bytesOf(Object readable) {
        if (readable instanceof StreamCache cache) {
            cache.reset();
        }
        byte[] bytes;
        try {
            bytes = exchange.getContext().getTypeConverter().mandatoryConvertTo(byte[].class, exchange, readable);
        } catch (Exception e) {
            throw InHeaders.wrong("the body, a " + readable.getClass().getName() + ", cannot be read: " + reason(e));
        }
        return bytes;
    }

    private static String reason(Throwable e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : reason(e.getCause());
    }

    private @Nullable String contentType() {
        return exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
    }

    private @Nullable String name(Object body) {
        if (body instanceof File file) {
            return file.getName();
        }
        if (body instanceof Path path) {
            return String.valueOf(path.getFileName());
        }
        return Optional.ofNullable(exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class))
                .orElseGet(() -> exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class));
    }
}
