/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.camelllm.evidence.Evidence;
import io.github.camelllm.vendor.Sample.Place;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What we send and what our simulator answers obeys the vendors' own documents, in every member; where a document is wrong,
 * the list of deviations says so.
 */
class VendorDocumentTest {

    /** What users write as they like. */
    private static final List<String> OPEN =
            List.of("/tools/*/function/parameters", "/response_format/json_schema/schema", "/metadata");

    /** Where a vendor has a schema in another place. */
    private static final Map<String, List<String>> ALSO_OPEN =
            Map.of("cohere", List.of("/response_format/json_schema"));

    /** Members whose words are fixed. */
    private static final List<String> WORDS = List.of(
            "/messages/0/role",
            "/messages/0/content/0/type",
            "/messages/0/content/1/type",
            "/tools/0/type",
            "/tool_choice",
            "/response_format/type");

    /** Words that a document leaves to anyone, although only one is known. */
    private static final Map<String, String> ANY_WORD = Map.of("together-ai", "/tools/0/type");

    static Stream<Vendor> vendors() {
        return Stream.of(Vendor.OPENAI, Vendor.MISTRAL, Vendor.TOGETHER, Vendor.OPENROUTER, Vendor.COHERE);
    }

    @EachVendor
    void what_we_send_obeys_the_document(Vendor vendor) {
        obeys(vendor, Place.CHAT_REQUEST, Place.EMBEDDING_REQUEST);
    }

    @EachVendor
    void what_the_simulator_answers_obeys_the_document(Vendor vendor) {
        obeys(vendor, Place.CHAT_ANSWER, Place.EMBEDDING_ANSWER);
    }

    @EachVendor
    void every_piece_of_a_stream_obeys_the_document(Vendor vendor) {
        obeys(vendor, Place.CHAT_CHUNK);
    }

    @EachVendor
    void errors_that_the_document_tells_obey_it(Vendor vendor) {
        obeys(vendor, Place.ERROR);
    }

    @EachVendor
    void each_deviation_is_still_needed(Vendor vendor) {
        List<Deviation> own = Deviation.all().stream()
                .filter(each -> each.document().equals(vendor.id()))
                .toList();

        assertThat(own).allSatisfy(deviation -> {
            List<Deviation> others = new ArrayList<>(own);
            others.remove(deviation);
            Rulebook without = new Rulebook(vendor, others);
            assertThat(Samples.of(vendor).all())
                    .as("bodies that the document refuses without %s", deviation)
                    .anyMatch(sample ->
                            without.tells(sample) && !without.problems(sample).isEmpty());
        });
    }

    @EachVendor
    void any_fault_in_a_request_is_found(Vendor vendor) {
        Rulebook rules = new Rulebook(vendor, Deviation.all());
        Set<String> missed = new TreeSet<>();
        for (Sample sample : Samples.of(vendor).at(Place.CHAT_REQUEST, Place.EMBEDDING_REQUEST)) {
            Damage.allOf(sample.body()).stream()
                    .filter(damage -> OPEN.stream().noneMatch(damage::within))
                    .filter(damage -> ALSO_OPEN.getOrDefault(vendor.id(), List.of()).stream()
                            .noneMatch(damage::within))
                    .filter(damage -> rules.problems(sample.with(damage.body())).isEmpty())
                    .forEach(damage -> missed.add(damage.toString()));
        }

        assertThat(missed).isEqualTo(vendor.leftOpen());
    }

    @EachVendor
    void an_unknown_word_is_found(Vendor vendor) {
        Rulebook rules = new Rulebook(vendor, Deviation.all());

        assertThat(WORDS).allSatisfy(word -> {
            JsonPointer at = JsonPointer.compile(word);
            List<Sample> having = Samples.of(vendor).at(Place.CHAT_REQUEST).stream()
                    .filter(sample -> sample.body().at(at).isTextual())
                    .toList();
            boolean open = word.equals(ANY_WORD.get(vendor.id()));
            assertThat(having)
                    .isNotEmpty()
                    .allMatch(sample -> open
                            == rules.problems(sample.with(Damage.unknownWord(sample.body(), at)))
                                    .isEmpty());
        });
    }

    @EachVendor
    void what_a_provider_cannot_take_is_known(Vendor vendor) {
        assertThat(Samples.of(vendor).unsent()).isEqualTo(vendor.unsent());
    }

    private static void obeys(Vendor vendor, Place... places) {
        Rulebook rules = new Rulebook(vendor, Deviation.all());
        List<Sample> told =
                Samples.of(vendor).at(places).stream().filter(rules::tells).toList();
        List<String> problems = new ArrayList<>();
        told.forEach(sample -> rules.problems(sample).forEach(problem -> problems.add(sample + " " + problem)));

        assertThat(told).isNotEmpty();
        assertThat(problems).isEmpty();

        Set<List<String>> noted = new HashSet<>();
        told.forEach(sample -> sample.shows().forEach(shown -> {
            if (noted.add(List.of(shown.name(), rules.source(sample)))) {
                Evidence.vendorDocument(vendor.id(), shown, rules.source(sample));
            }
        }));
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0}")
    @MethodSource("vendors")
    private @interface EachVendor {}
}
