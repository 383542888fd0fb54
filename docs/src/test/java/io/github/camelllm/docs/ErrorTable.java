/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of error kinds: meaning from the source, the rest asked of the kinds themselves. */
final class ErrorTable {

    private static final String SOURCE = "camel-llm-component/src/main/java/io/github/camelllm/error/ErrorKind.java";

    private ErrorTable() {}

    static String asciiDoc() {
        String source = Repo.read(SOURCE);
        List<List<String>> rows = new ArrayList<>();
        for (ErrorKind kind : ErrorKind.values()) {
            rows.add(List.of(
                    "`" + kind + "`",
                    meaning(source, kind),
                    "`" + thrown(kind).getClass().getSimpleName() + "`",
                    kind.worthRetrying() ? "yes" : "no",
                    kind.worthFailover() ? "yes" : "no"));
        }
        return new Table(
                        "3,5,3,1,1",
                        List.of("Kind", "Meaning", "Exception", "Same target again?", "Another target?"),
                        rows)
                .in(".adoc");
    }

    private static LlmException thrown(ErrorKind kind) {
        return ErrorDetails.of(kind, "for the table").exception();
    }

    private static String meaning(String source, ErrorKind kind) {
        Matcher comment =
                Pattern.compile("/\\*\\* ([^*]+?) \\*/\\s+" + kind + "\\(").matcher(source);
        if (!comment.find()) {
            throw new AssertionError("no comment of one line stands before " + kind + " in " + SOURCE);
        }
        return comment.group(1).replaceAll("\\{@code (\\w+)}", "`$1`");
    }
}
