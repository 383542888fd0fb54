/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where facts come from: a table of sources, and references to it. */
final class SourceReader {

    private static final Source BROKEN = new Source("", LocalDate.EPOCH);

    private final Map<String, Source> table = new LinkedHashMap<>();
    private Source common = BROKEN;

    /** Reads the file's table and the source of all facts that name none. */
    void readTable(YamlMap file, @Nullable ProviderProfile base) {
        if (base != null) {
            table.putAll(base.sources());
        }
        YamlValue sources = file.get("sources");
        YamlMap entries = sources == null ? null : sources.map();
        if (entries != null) {
            entries.entries().forEach((name, value) -> table.put(name, inline(value)));
        }
        YamlValue value = file.required(
                "source",
                "say where the facts of this file come from, {document: …, checked: 2026-08-21} or a key of 'sources'");
        if (value != null) {
            common = read(value);
        }
    }

    Map<String, Source> table() {
        return table;
    }

    Source common() {
        return common;
    }

    /** The source of a section: its own, or else the file's. */
    Source of(YamlMap section) {
        YamlValue value = section.get("source");
        return value == null ? common : read(value);
    }

    private Source read(YamlValue value) {
        if (value.isMap()) {
            return inline(value);
        }
        if (table.isEmpty()) {
            value.problem("the file has no table 'sources'; write {document: …, checked: 2026-08-21} here, or a table");
            return BROKEN;
        }
        Source found = value.oneOf("source", table.keySet(), table::get);
        return found == null ? BROKEN : found;
    }

    private static Source inline(YamlValue value) {
        YamlMap map = value.map();
        if (map == null) {
            return BROKEN;
        }
        map.only("document", "checked", "kind");
        YamlValue document = map.required("document", "name the document, page, recording or list");
        YamlValue checked = map.required("checked", "the day it was read, such as 2026-08-21");
        Source.Kind kind = map.read(
                "kind",
                it -> it.oneOf(
                        "kind of source",
                        Arrays.stream(Source.Kind.values())
                                .map(Source.Kind::key)
                                .toList(),
                        key -> Source.Kind.of(key).orElseThrow()));
        String title = document == null ? null : document.string();
        LocalDate day = checked == null ? null : checked.date();
        return title == null || day == null
                ? BROKEN
                : new Source(title, day, kind == null ? Source.Kind.DOCUMENTATION : kind);
    }
}
