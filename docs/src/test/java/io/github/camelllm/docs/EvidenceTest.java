/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No provider is graded better than a test proves. */
class EvidenceTest {

    private static final List<String> NOT_WELL = List.of("skipped", "failure", "error");

    @Test
    void evidence_is_about_providers_that_have_a_profile_and_better_than_documentation() {
        List<String> known = ProviderTable.ids();

        assertThat(Evidence.all()).allSatisfy(evidence -> {
            assertThat(known).contains(evidence.provider());
            assertThat(evidence.grade()).isNotEqualTo(Grade.DOCUMENTATION);
        });
    }

    @TestFactory
    Stream<DynamicTest> the_test_that_proves_a_grade_exists() {
        return Evidence.all().stream()
                .map(evidence -> DynamicTest.dynamicTest(
                        evidence.provider() + " " + evidence.grade().words(),
                        () -> assertThat(Repo.has(evidence.source()))
                                .as(evidence.source())
                                .isTrue()));
    }

    /** The component is tested before the docs; without ../shared its recordings are skipped, which proves nothing. */
    @TestFactory
    Stream<DynamicTest> the_test_that_proves_a_grade_went_through_for_the_provider() {
        boolean required = Boolean.parseBoolean(System.getenv("CAMEL_LLM_REQUIRE_SHARED"));
        return Evidence.all().stream()
                .map(evidence -> DynamicTest.dynamicTest(evidence.provider() + " " + evidence.test(), () -> {
                    boolean proven = Repo.has(evidence.report()) && printed(evidence);
                    if (required) {
                        assertThat(proven)
                                .as(evidence.report() + " has a case that went through and printed '"
                                        + evidence.prints() + "'")
                                .isTrue();
                    }
                    assumeThat(proven)
                            .as("the recordings are not here, or only single tests run")
                            .isTrue();
                }));
    }

    private static boolean printed(Evidence evidence) {
        return Xml.children(Xml.root(Repo.path(evidence.report())), "testcase").stream()
                .filter(test -> NOT_WELL.stream()
                        .allMatch(outcome -> Xml.children(test, outcome).isEmpty()))
                .anyMatch(test -> Xml.text(test, "system-out").contains(evidence.prints()));
    }
}
