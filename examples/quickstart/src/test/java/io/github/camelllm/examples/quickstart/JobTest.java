/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTest {

    @Test
    void without_keys_the_simulator_is_asked() {
        assertThat(Job.of("java", Map.of("OPENAI_API_KEY", " ")).live()).isFalse();
    }

    @Test
    void with_both_keys_the_real_providers_are_asked() {
        Job job = Job.of("java", Map.of("MISTRAL_API_KEY", "a", "OPENAI_API_KEY", "b"));

        assertThat(job.live()).isTrue();
        assertThat(job.patience()).isEqualTo(Duration.ofMinutes(1));
        assertThat(job.toString()).doesNotContain("MISTRAL", "OPENAI");
    }

    @Test
    void one_key_alone_is_a_mistake() {
        assertThatThrownBy(() -> Job.of("java", Map.of("MISTRAL_API_KEY", "a")))
                .hasMessageContaining("set both MISTRAL_API_KEY and OPENAI_API_KEY");
    }

    @Test
    void another_dsl_is_refused() {
        assertThatThrownBy(() -> Job.of("xml", Map.of())).hasMessage("quickstart.dsl is 'xml'; it can be java or yaml");
    }

    @Test
    void a_missing_file_is_named(@TempDir Path folder) throws IOException {
        Bench.in(folder);
        Files.delete(folder.resolve("customers.json"));

        assertThatThrownBy(() -> new Job(folder, folder, "java", Duration.ZERO, false))
                .hasMessageContaining("customers.json");
    }

    @Test
    void a_misspelt_fault_is_named_with_its_line(@TempDir Path folder) throws IOException {
        Bench bench = Bench.in(folder).faults("- match: {provider: mistral}\n  fault: tired\n");

        assertThatThrownBy(() -> bench.run("java"))
                .hasMessageContaining("faults.yaml, line 2")
                .hasMessageContaining("rate-limited");
    }

    @Test
    void a_customer_file_that_is_no_json_is_named(@TempDir Path folder) throws IOException {
        Bench bench = Bench.in(folder);
        Files.writeString(folder.resolve("customers.json"), "{\"C-1001\": ");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.run("java"))
                .withMessageContaining("customers.json")
                .withMessageContaining("line: 1");
    }
}
