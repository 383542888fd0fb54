/**
 * Chooses among several targets, keeps the health of each, and moves on when one fails, before the first content of an
 * answer and in the middle of it.
 */
@NullMarked
package io.github.camelllm.routing;

import org.jspecify.annotations.NullMarked;
