/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A contract that every provider of the catalog keeps; the provider's id stands in the test's name. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@MethodSource("io.github.camelllm.contract.Bench#providers")
@interface EachProvider {

    /** The same, for the providers whose default model calls tools. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.camelllm.contract.Bench#withTools")
    @interface WithTools {}

    /** The same, for the providers whose default model thinks. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.camelllm.contract.Bench#withReasoning")
    @interface WithReasoning {}

    /** The same, for the providers that can withhold an answer that has begun. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.camelllm.contract.Bench#withholding")
    @interface Withholding {}

    /** The same, for the providers that have embeddings. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.camelllm.contract.Bench#withEmbeddings")
    @interface WithEmbeddings {}
}
