/**
 * The neutral model: what a request, an answer, its usage and its cost are, whatever the provider. Immutable; knows only the JDK.
 */
@NullMarked
package io.github.camelllm.model;

import org.jspecify.annotations.NullMarked;
