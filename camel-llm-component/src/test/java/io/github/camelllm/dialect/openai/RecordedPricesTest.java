/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.evidence.Shared;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.GeneratedPrices;
import io.github.camelllm.profile.PriceContext;
import io.github.camelllm.profile.PriceLaws;
import io.github.camelllm.profile.PricePeriod;
import io.github.camelllm.profile.Quirks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.opentest4j.TestAbortedException;

/** The laws of usage buckets and prices on every usage that was recorded; the seeds are fixed. */
@Domain(GeneratedPrices.class)
@AddLifecycleHook(RecordedPricesTest.WhereRecordingsAre.class)
class RecordedPricesTest {

    @Property(seed = "1", tries = 200, edgeCases = EdgeCasesMode.NONE)
    void any_recorded_usage_costs_what_the_price_list_says_or_has_no_known_price(
            @ForAll PricePeriod period, @ForAll PriceContext context) {
        List<Usage> usages = RecordedUsages.buckets();
        assertThat(usages).hasSizeGreaterThan(40);

        usages.forEach(usage -> PriceLaws.hold(period, usage, context));
    }

    @Property(tries = 1)
    void the_buckets_of_any_recorded_usage_sum_to_its_totals() {
        Set<JsonNode> stated = RecordedUsages.stated();
        assertThat(stated).hasSizeGreaterThan(40);
        for (JsonNode one : stated) {
            Usage usage = new UsageReader(new Quirks(Map.of())).read(JsonReader.of(one.toString()));

            assertThat(usage.inputTokens())
                    .as(one.toString())
                    .hasValue(one.required("prompt_tokens").longValue());
            assertThat(usage.totalTokens())
                    .as(one.toString())
                    .hasValue(one.required("total_tokens").longValue());
        }
    }

    /** Skips where there are none, unless they are required. */
    static final class WhereRecordingsAre implements SkipExecutionHook {
        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            try {
                Shared.folder("recordings");
                return SkipResult.doNotSkip();
            } catch (TestAbortedException e) {
                return SkipResult.skip(String.valueOf(e.getMessage()));
            }
        }
    }
}
