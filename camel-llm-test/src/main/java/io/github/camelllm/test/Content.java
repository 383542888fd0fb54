/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.util.function.Consumer;

/** What is answered. */
sealed interface Content {

    /** A model's answer, in the wire form of the provider. */
    record Spoken(Answer answer) implements Content {}

    /** An error, in the wire form of the provider. */
    record Failed(ErrorCase error) implements Content {}

    /** What the provider answers when nothing is scripted, with changes. */
    record Usual(Consumer<Answer> change) implements Content {}

    /** Bytes as they are. */
    record Fixed(Payload payload) implements Content {}
}
