/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A vendor's document as rules for bodies. */
final class Rulebook {

    private static final String JSON = "application/json";

    private final Vendor vendor;
    private final VendorDocument document;
    private final Map<String, Optional<VendorDocument.Form>> forms = new HashMap<>();

    Rulebook(Vendor vendor, List<Deviation> deviations) {
        this.vendor = vendor;
        document = VendorDocument.of(vendor.id(), deviations);
    }

    /** The document and the operation. */
    String source(Sample sample) {
        return document.name() + ": POST " + vendor.paths().of(sample.place());
    }

    /** Whether the document speaks of such a body at all. */
    boolean tells(Sample sample) {
        return form(sample).isPresent();
    }

    /** What is wrong with the body. */
    List<String> problems(Sample sample) {
        boolean event = sample.place() == Sample.Place.CHAT_CHUNK && vendor.documentsEvents();
        return form(sample)
                .orElseThrow(() -> new IllegalArgumentException(document.name() + " tells nothing of " + sample))
                .problems(event ? sample.event() : sample.body());
    }

    private Optional<VendorDocument.Form> form(Sample sample) {
        String type = sample.body().path("type").asText();
        return forms.computeIfAbsent(
                sample.place() + " " + sample.status() + " " + type,
                key -> form(sample.place(), sample.status(), type));
    }

    private Optional<VendorDocument.Form> form(Sample.Place place, int status, String type) {
        String path = vendor.paths().of(place);
        return switch (place) {
            case CHAT_REQUEST, EMBEDDING_REQUEST -> Optional.of(document.request(path));
            case CHAT_ANSWER, EMBEDDING_ANSWER -> Optional.of(document.answer(path, status, JSON));
            case CHAT_CHUNK ->
                Optional.of(
                        vendor.paths().events().isEmpty()
                                ? document.answer(path, status, "text/event-stream")
                                : document.variant(vendor.paths().events(), type));
            case ERROR ->
                vendor.errors().isEmpty()
                        ? Optional.of(path)
                                .filter(each -> document.tells(each, status))
                                .map(each -> document.answer(each, status, JSON))
                        : Optional.of(document.component(vendor.errors()));
        };
    }
}
