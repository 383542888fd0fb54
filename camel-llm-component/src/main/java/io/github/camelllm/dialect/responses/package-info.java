/** OpenAI's Responses: requests and answers of items. */
@NullMarked
package io.github.camelllm.dialect.responses;

import org.jspecify.annotations.NullMarked;
