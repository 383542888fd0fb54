/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a fact comes from.
 *
 * @param document the provider's document, recording or list
 * @param checked the day it was read
 * @param kind what sort of evidence it is
 */
public record Source(String document, LocalDate checked, Kind kind) {

    public Source {
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(checked, "checked");
        Objects.requireNonNull(kind, "kind");
    }

    /** A page of documentation. */
    public Source(String document, LocalDate checked) {
        this(document, checked, Kind.DOCUMENTATION);
    }

    /** The document and the day, as they stand behind a fact in a message. */
    public String cited() {
        return "(" + document + ", " + checked + ")";
    }

    /** Sorts of evidence, strongest first. */
    public enum Kind {
        /** Traffic that was recorded. */
        RECORDING("recording"),
        /** Code of the provider's own client. */
        VENDOR_SDK("vendorSdk"),
        /** The provider's machine-readable description of its API. */
        VENDOR_DOCUMENT("vendorDocument"),
        /** The provider's pages. */
        DOCUMENTATION("documentation"),
        /** Somebody else's list. */
        THIRD_PARTY("thirdParty");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** Its name in profiles. */
        public String key() {
            return key;
        }

        static Optional<Kind> of(String key) {
            return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
        }
    }
}
