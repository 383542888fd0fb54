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

import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Carries an exchange through the engine. */
final class CallContext extends HttpClientContext {

    private final Exchange exchange;

    CallContext(Exchange exchange) {
        this.exchange = exchange;
    }

    static Exchange exchange(HttpContext context) {
        if (context instanceof CallContext ours) {
            return ours.exchange;
        }
        throw new IllegalStateException("the engine passed a context that is not ours: " + context.getClass());
    }
}
