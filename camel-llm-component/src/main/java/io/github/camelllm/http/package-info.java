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
/**
 * The transport: one asynchronous HTTP exchange at a time, its deadlines, its back-pressure and its failures, and the
 * small readers of what comes over the wire (server-sent events, retry hints). The only package that knows Apache
 * HttpClient; what a provider's bytes mean is the business of the dialects.
 */
@NullMarked
package io.github.camelllm.http;

import org.jspecify.annotations.NullMarked;
