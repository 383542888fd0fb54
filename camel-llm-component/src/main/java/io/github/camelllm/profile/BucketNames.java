/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.model.Bucket;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The names of {@link Bucket}s in profiles: {@code CACHE_READ} is {@code cacheRead}. */
final class BucketNames {

    private static final Map<String, Bucket> BY_KEY = Arrays.stream(Bucket.values())
            .collect(Collectors.toMap(BucketNames::key, bucket -> bucket, (a, b) -> a, LinkedHashMap::new));

    private BucketNames() {}

    static String key(Bucket bucket) {
        StringBuilder key = new StringBuilder();
        for (String word : bucket.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            key.append(key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return key.toString();
    }

    static Optional<Bucket> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    static List<String> all() {
        return List.copyOf(BY_KEY.keySet());
    }
}
