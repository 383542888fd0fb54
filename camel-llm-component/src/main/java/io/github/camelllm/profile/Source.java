/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Where a fact comes from.
 *
 * @param document the provider's document, recording or list
 * @param checked the day it was read
 */
public record Source(String document, LocalDate checked) {
    public Source {
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(checked, "checked");
    }
}
