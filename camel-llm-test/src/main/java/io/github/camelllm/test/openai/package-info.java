/**
 * OpenAI chat completions and embeddings as each provider really speaks them. Written from the providers' documents and
 * recorded traffic; shares nothing with the component's dialects.
 */
@NullMarked
package io.github.camelllm.test.openai;

import org.jspecify.annotations.NullMarked;
