/** Google's generateContent and its vectors from the server's side: the Gemini API and Vertex AI. */
@NullMarked
package io.github.camelllm.test.google;

import org.jspecify.annotations.NullMarked;
