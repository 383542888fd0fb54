/**
 * Amazon Bedrock's Converse and ConverseStream, and its InvokeModel for embeddings.
 */
@NullMarked
package io.github.camelllm.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
