/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Unsupported;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The numbered notes under a table: who says that a provider cannot do something. One table's; not thread-safe. */
final class Notes {

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /** The number of the note that says it. */
    int number(ProviderProfile profile, Unsupported why) {
        String text = "`" + profile.id() + "`: “" + Table.escaped(why.reason()) + "” ("
                + Table.escaped(why.source().document()) + ", " + why.source().checked() + ")";
        return numbers.computeIfAbsent(text, note -> numbers.size() + 1);
    }

    /** The list, after an empty line; nothing where there are no notes. */
    String in(String page) {
        if (numbers.isEmpty()) {
            return "";
        }
        if (page.endsWith(".adoc")) {
            return numbers.keySet().stream().collect(Collectors.joining("\n. ", "\n\nWho says no:\n\n. ", ""));
        }
        return numbers.entrySet().stream()
                .map(note -> note.getValue() + ". " + note.getKey())
                .collect(Collectors.joining("\n", "\n\n<details><summary>Who says no</summary>\n\n", "\n\n</details>"));
    }
}
