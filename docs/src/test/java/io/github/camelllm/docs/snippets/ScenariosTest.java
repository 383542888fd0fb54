/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.fault.FaultProfile;
import io.github.camelllm.test.fault.FaultServer;
import io.github.camelllm.test.fault.HttpCaller;
import io.github.camelllm.test.fault.Scenario;
import io.github.camelllm.test.fault.ScenarioRun;
import io.github.camelllm.test.fault.Score;
import io.github.camelllm.test.fault.Verdict;
import org.junit.jupiter.api.Test;

/** What users write to score a gateway of their own. */
class ScenariosTest {

    @Test
    void a_gateway_is_scored() {
        // tag::score[]
        try (FaultServer server = FaultServer.start(FaultProfile.UNIT)) {
            String gateway = start(server.baseUrl());
            try (ScenarioRun run = new ScenarioRun(server, new HttpCaller(gateway, "the-key"))) {
                Score score = run.score(Scenario.S13);

                assertThat(score.verdict()).as(score.line()).isEqualTo(Verdict.PASS);
                assertThat(server.log()).hasSize(2); // one attempt, and a call that shows that all is well again
            }
        }
        // end::score[]
    }

    /** The simplest gateway is none: the caller talks to the provider itself. */
    private static String start(String provider) {
        return provider;
    }
}
