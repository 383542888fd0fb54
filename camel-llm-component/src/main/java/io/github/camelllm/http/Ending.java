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

import java.io.InterruptedIOException;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.jspecify.annotations.Nullable;

/** Hears from the engine how an exchange ended, which the exchange mostly knows already. */
record Ending(Exchange exchange) implements FutureCallback<@Nullable Void> {

    @Override
    public void completed(@Nullable Void nothing) {
        // The reply's end has told it.
    }

    @Override
    public void failed(Exception cause) {
        exchange.broken(cause);
    }

    @Override
    public void cancelled() {
        exchange.broken(new InterruptedIOException("the connection was given up"));
    }
}
