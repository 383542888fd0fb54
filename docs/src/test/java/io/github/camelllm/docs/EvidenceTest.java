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
import org.junit.jupiter.api.Test;

/** No provider is graded better than a test proves. */
class EvidenceTest {

    /** The component is tested before the docs; without ../shared its recordings are skipped, which proves nothing. */
    @Test
    void the_grades_are_those_that_the_tests_of_this_build_proved() {
        assumeThat(Evidence.WHOLE)
                .as("CAMEL_LLM_REQUIRE_SHARED: the recordings may not be here, or only single tests run")
                .isTrue();
        assertThat(Evidence.file())
                .as(Evidence.FILE + " is not what the tests proved; its head says how to renew it")
                .isEqualTo(Evidence.noted());
    }

    @Test
    void evidence_is_about_providers_that_have_a_profile_and_what_they_can_do() {
        List<String> known = ProviderTable.ids();

        assertThat(Evidence.all()).isNotEmpty().allSatisfy(evidence -> {
            assertThat(known).contains(evidence.provider());
            assertThat(evidence.grade()).isNotEqualTo(Grade.DOCUMENTATION);
            assertThat(ProviderTable.profile(evidence.provider()))
                    .as(evidence + " is proved, but the profile says that the provider cannot do it")
                    .matches(evidence.capability()::of);
            assertThat(Repo.has(evidence.source())).as(evidence.source()).isTrue();
        });
    }
}
