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

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * The receive window of one stream: the engine asks for capacity when it has used up what it had, and gets it as soon as
 * at most half a window is outstanding. Thread-safe.
 */
final class Window {

    private final int size;
    private final AtomicLong outstanding = new AtomicLong();
    private final AtomicReference<@Nullable CapacityChannel> waiting = new AtomicReference<>();

    Window(int size) {
        this.size = size;
    }

    /** Whether the reader, not the server, is what the stream waits for. */
    boolean closed() {
        return waiting.get() != null;
    }

    void delivered(int bytes) {
        outstanding.addAndGet(bytes);
    }

    /** @return whether reading goes on */
    boolean ask(CapacityChannel channel) throws IOException {
        waiting.set(channel);
        return open();
    }

    /** @return whether this opened a closed window */
    boolean consumed(int bytes) throws IOException {
        outstanding.addAndGet(-bytes);
        return open();
    }

    private boolean open() throws IOException {
        long out = Math.max(0, outstanding.get());
        if (out > size / 2 || waiting.get() == null) {
            return false;
        }
        CapacityChannel channel = waiting.getAndSet(null);
        if (channel == null) {
            return false;
        }
        channel.update((int) Math.max(1, size - out));
        return true;
    }
}
