/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import java.util.List;
import java.util.Optional;

/**
 * A block of code in a page.
 *
 * @param page its file
 * @param line the line of its opening fence, from 1
 * @param language as the page says; empty when it does not
 * @param source the source that the comment before it names: a file, or a file and {@code #} and the name of a region
 * @param lines the code
 */
record CodeBlock(String page, int line, String language, Optional<String> source, List<String> lines) {

    CodeBlock {
        lines = List.copyOf(lines);
    }

    String where() {
        return page + ":" + line;
    }

    String text() {
        return String.join("\n", lines);
    }
}
