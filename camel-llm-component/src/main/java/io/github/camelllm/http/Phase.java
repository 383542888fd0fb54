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

/** How far an exchange has come. */
enum Phase {
    /** Waits for a connection of the pool. */
    QUEUED,
    /** A connection is being opened: name lookup, TCP, proxy, TLS. */
    CONNECTING,
    /** The request is on its way, no status yet. */
    SENDING,
    /** The status has come. */
    REPLY
}
