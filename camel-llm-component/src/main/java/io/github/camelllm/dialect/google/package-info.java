/**
 * Google's generateContent, streamGenerateContent and their embeddings, as the Gemini API and Vertex AI speak them.
 */
@NullMarked
package io.github.camelllm.dialect.google;

import org.jspecify.annotations.NullMarked;
