/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.error.LlmException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads profiles, the only reader of YAML. Strict: what it does not know is an error that names file, line and what is
 * allowed, and all problems of a file are reported together. Thread-safe.
 */
public final class ProfileReader {

    private final Map<String, Map<String, QuirkType>> dialects;

    /**
     * @param dialects the quirks of each dialect that a profile may name
     */
    public ProfileReader(Map<String, Map<String, QuirkType>> dialects) {
        this.dialects = new TreeMap<>(dialects);
    }

    /**
     * Reads a profile that stands on its own.
     *
     * @param file its name, {@code <id>.yaml} with or without a path before it
     * @throws LlmException INVALID_REQUEST when anything is wrong; its cause lists the problems
     */
    public ProviderProfile read(String file, String yaml) {
        return read(file, yaml, id -> Optional.empty());
    }

    /**
     * Reads a profile that may extend another.
     *
     * @param file its name, {@code <id>.yaml} with or without a path before it
     * @param bases the profiles that can be extended, by id
     * @throws LlmException INVALID_REQUEST when anything is wrong; its cause lists the problems
     */
    public ProviderProfile read(String file, String yaml, Function<String, Optional<ProviderProfile>> bases) {
        try {
            return readFile(file, yaml, bases);
        } catch (ProfileException e) {
            throw e.forCallers();
        }
    }

    ProviderProfile readFile(String file, String yaml, Function<String, Optional<ProviderProfile>> bases) {
        return new ProfileFile(file, dialects, bases).read(yaml);
    }
}
