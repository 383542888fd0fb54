/**
 * What can go wrong with a call, in words that mean the same for all providers: one family of exceptions, one {@link
 * io.github.camelllm.error.ErrorKind}.
 */
@NullMarked
package io.github.camelllm.error;

import org.jspecify.annotations.NullMarked;
