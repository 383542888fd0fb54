/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Source;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which facts should be read again. It reports and does not fail: facts grow old without anybody's doing. */
class OldFactsTest {

    private static final Source OLD = new Source("price page", LocalDate.parse("2026-10-01"));
    private static final Source FRESH = new Source("API reference", LocalDate.parse("2026-10-02"));
    private static final ProviderProfile ACME = ProviderProfile.builder("acme", "openai-chat", FRESH)
            .sources(Map.of("prices", OLD))
            .models(List.of(ModelProfile.builder("acme-1").source(OLD).build()))
            .build();

    private static OldFacts on(String day) {
        return new OldFacts(Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC));
    }

    @Test
    void a_document_is_reported_from_the_day_after_its_sixtieth() {
        assertThat(on("2026-11-30").report(List.of(ACME)))
                .isEqualTo("Facts older than 60 days on 2026-11-30: 0 documents\n");
        assertThat(on("2026-12-01").report(List.of(ACME))).isEqualTo("""
                        Facts older than 60 days on 2026-12-01: 1 document
                        acme: 61 days, read on 2026-10-01 (documentation): price page [models of acme-1]
                        """);
    }

    @Test
    void every_document_of_every_provider_grows_old() {
        List<ProviderProfile> profiles = ProviderTable.profiles();

        String report = on("2036-01-01").report(profiles);

        assertThat(profiles)
                .isNotEmpty()
                .allSatisfy(profile -> assertThat(profile.sources().values())
                        .allSatisfy(source -> assertThat(report.lines())
                                .anyMatch(line ->
                                        line.startsWith(profile.id() + ": ") && line.contains(source.document()))));
    }

    @Test
    void the_report_of_today_stands_in_a_file() {
        String report = new OldFacts(Clock.systemUTC()).report(ProviderTable.profiles());

        Repo.write(OldFacts.FILE, report);
        assertThat(Repo.read(OldFacts.FILE)).startsWith("Facts older than 60 days on ");
    }
}
