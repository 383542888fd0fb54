/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelllm.http;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** deflate as servers mean it: with the zlib frame of RFC 1950, or raw. */
final class Inflate implements Unpacker {

    private static final int BUFFER = 4096;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final byte[] out = new byte[BUFFER];
    private @Nullable Inflater inflater;

    @Override
    public void feed(ByteBuffer packed, Sink sink) throws DataFormatException {
        Inflater current = inflater;
        if (current == null) {
            if (!packed.hasRemaining()) {
                return;
            }
            boolean zlib = (packed.get(packed.position()) & 0x0f) == 8;
            current = new Inflater(!zlib);
            inflater = current;
        }
        current.setInput(packed);
        int n = current.inflate(out);
        while (n > 0 && sink.accept(ByteBuffer.wrap(out, 0, n))) {
            n = current.inflate(out);
        }
        current.setInput(NOTHING);
        if (current.needsDictionary()) {
            throw new DataFormatException("the deflate data wants a dictionary");
        }
        packed.position(packed.limit());
    }

    @Override
    public boolean whole() {
        return inflater == null || inflater.finished();
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}
