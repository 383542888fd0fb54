/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelllm.http.AwsEventStreamReader;
import io.github.camelllm.http.EventTooLargeException;
import io.github.camelllm.http.MalformedMessageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** The reader of binary event streams: any bytes, and bytes in messages whose checksums are right. */
class AwsEventStreamReaderFuzzTest {

    private static final int MAX_MESSAGE_BYTES = 200;
    private static final String TOO_LARGE = "too large";
    private static final String MALFORMED = "malformed";

    /** What came of a stream: the payloads, how many headers each had, and how it ended. */
    private static List<String> heard(Consumer<Consumer<ByteBuffer>> feeding) {
        List<String> heard = new ArrayList<>();
        AwsEventStreamReader reader = new AwsEventStreamReader(
                MAX_MESSAGE_BYTES,
                (headers, bytes, offset, length) ->
                        heard.add(headers.values().size() + " " + new String(bytes, offset, length, ISO_8859_1)));
        try {
            feeding.accept(reader::feed);
            heard.add("pending " + reader.pendingBytes());
        } catch (EventTooLargeException expected) {
            heard.add(TOO_LARGE);
        } catch (MalformedMessageException expected) {
            heard.add(MALFORMED);
        }
        return heard;
    }

    @FuzzTest(maxDuration = "")
    void it_does_not_matter_how_a_stream_is_cut(byte[] input) {
        byte[] stream = input.length > 0 && input[0] % 2 != 0 ? framed(input) : input;

        List<String> whole = heard(reader -> reader.accept(ByteBuffer.wrap(stream)));
        List<String> pieces = heard(reader -> Pieces.feed(stream, reader));
        List<String> bytes = heard(reader -> {
            for (byte b : stream) {
                reader.accept(ByteBuffer.wrap(new byte[] {b}));
            }
        });

        assertThat(pieces).isEqualTo(whole);
        assertThat(bytes).isEqualTo(whole);
    }

    /** Messages of the input: a byte says how many of headers follow, the next how many of payload. */
    private static byte[] framed(byte[] input) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        int at = 1;
        while (at + 2 <= input.length) {
            int headers = Math.min(input[at] & 0x3f, input.length - at - 2);
            int payload = Math.min(input[at + 1] & 0x3f, input.length - at - 2 - headers);
            stream.writeBytes(message(Arrays.copyOfRange(input, at + 2, at + 2 + headers + payload), headers));
            at += 2 + headers + payload;
        }
        return stream.toByteArray();
    }

    private static byte[] message(byte[] content, int headers) {
        byte[] bytes = new byte[16 + content.length];
        ByteBuffer message = ByteBuffer.wrap(bytes).putInt(bytes.length).putInt(headers);
        message.putInt(checksum(bytes, 8)).put(content);
        message.putInt(checksum(bytes, bytes.length - 4));
        return bytes;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
