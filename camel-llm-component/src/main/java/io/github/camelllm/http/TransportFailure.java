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

import io.github.camelllm.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * Why an exchange did not end well.
 *
 * @param kind the reason, in the words of the error tree
 * @param message what happened and what to do about it; without secrets, without content
 * @param cause the exception of the engine, where there is one
 * @param requestSent whether a byte of the request may have reached the server, so that the call may have been charged
 */
public record TransportFailure(ErrorKind kind, String message, @Nullable Throwable cause, boolean requestSent) {}
