/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.bedrock;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes messages of {@code application/vnd.amazon.eventstream}. (Amazon event stream specification of smithy-lang/smithy, read
 * November 2026)
 */
public final class EventStreamMessage {

    private static final int PRELUDE = 8;
    private static final int CHECKSUM = 4;
    private static final byte STRING = 7;

    private EventStreamMessage() {}

    /** An event of the service, its headers in the order of recorded traffic. */
    public static byte[] event(String type, byte[] json) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":event-type", type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", "event");
        return of(headers, json);
    }

    /** An error that the service model names. */
    public static byte[] exception(String type, byte[] json) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":exception-type", type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", "exception");
        return of(headers, json);
    }

    /** An error that the service model does not name. */
    public static byte[] error(String code, String message) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":message-type", "error");
        headers.put(":error-code", code);
        headers.put(":error-message", message);
        return of(headers, new byte[0]);
    }

    /** A message with headers of texts. */
    public static byte[] of(Map<String, String> headers, byte[] payload) {
        byte[] head = headers(headers);
        int length = PRELUDE + CHECKSUM + head.length + payload.length + CHECKSUM;
        byte[] bytes = new byte[length];
        ByteBuffer message = ByteBuffer.wrap(bytes).putInt(length).putInt(head.length);
        message.putInt(checksum(bytes, PRELUDE)).put(head).put(payload);
        message.putInt(checksum(bytes, length - CHECKSUM));
        return bytes;
    }

    private static byte[] headers(Map<String, String> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            byte[] key = name.getBytes(StandardCharsets.UTF_8);
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            bytes.write(key.length);
            bytes.writeBytes(key);
            bytes.write(STRING);
            bytes.write(text.length >> 8);
            bytes.write(text.length);
            bytes.writeBytes(text);
        });
        return bytes.toByteArray();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
