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

/**
 * Sends HTTP calls without a thread waiting for any of them. Thread-safe; one instance serves every call of one
 * {@link TransportConfig}.
 */
public interface HttpTransport extends AutoCloseable {

    /**
     * Starts the exchange and returns at once. Never blocks and never throws for a network fault: that goes to
     * {@link ReplyHandler#failed}, possibly before this method has returned.
     */
    HttpExchange send(HttpCall call, ReplyHandler handler);

    /** The connections at this moment. */
    TransportStats stats();

    /** Closes at once: every call in flight gets {@link ReplyHandler#failed}, later calls fail without being sent. */
    @Override
    void close();
}
