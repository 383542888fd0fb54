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

/** The protocol to speak. */
public enum HttpVersion {
    /** HTTP/1.1 with keep-alive. */
    HTTP_1_1,

    /**
     * HTTP/2 where the server agrees (ALPN) on https, without asking (prior knowledge) on http. A connection serves one
     * exchange at a time, so that cancelling an exchange closes what the server is working for.
     */
    HTTP_2
}
