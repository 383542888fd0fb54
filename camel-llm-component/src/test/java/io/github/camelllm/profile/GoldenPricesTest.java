/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What usages cost, to the last digit, computed by hand from the price lists that the profiles name as sources. The columns:
 * provider, model, moment, usage, circumstances (tier, region, attributes of the answer), US dollars.
 */
class GoldenPricesTest {

    private static final ProfileCatalog CATALOG = Profiles.builtIn();
    private static final PriceBook PRICES = new PriceBook();

    @ParameterizedTest(name = "{0}/{1} {3} {4}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # D3: 1,000 and 1,000 tokens of GPT-4 are 9 cents, not 90 dollars. OpenAI's model pages, November 2026.
            openai | gpt-4                  | 2026-11-25T12:00:00Z | input=1000 output=1000 | - | 0.09
            openai | gpt-4-0613             | 2026-11-25T12:00:00Z | input=1000 output=1000 | - | 0.09
            openai | gpt-4-turbo            | 2026-11-25T12:00:00Z | input=1000 output=1000 | - | 0.04
            openai | gpt-3.5-turbo          | 2026-11-25T12:00:00Z | input=1 output=1       | - | 0.000002
            openai | gpt-4o                 | 2026-11-25T12:00:00Z | input=1000000 output=0 | - | 2.5
            openai | gpt-4o                 | 2026-11-25T12:00:00Z | input=200 cacheRead=800 output=50 | - | 0.002
            openai | gpt-4o-2024-05-13      | 2026-11-25T12:00:00Z | input=1000 output=1000 | - | 0.02
            openai | gpt-4o-2024-11-20      | 2026-11-25T12:00:00Z | input=1000 output=1000 | - | 0.0125
            openai | gpt-4o-mini-2024-07-18 | 2026-11-25T12:00:00Z | input=123 output=45    | - | 0.00004545
            openai | gpt-4.1-nano           | 2026-11-25T12:00:00Z | input=1 output=0       | - | 0.0000001
            openai | gpt-5                  | 2026-11-25T12:00:00Z | input=100 output=20 reasoning=500 | - | 0.005325
            # The whole request is dearer above 272,000 prompt tokens, cached ones included; at 272,000 it is not.
            openai | gpt-5.4                | 2026-11-25T12:00:00Z | input=272000 output=1000 | - | 0.695
            openai | gpt-5.4                | 2026-11-25T12:00:00Z | input=272001 output=1000 | - | 1.382505
            openai | gpt-5.4                | 2026-11-25T12:00:00Z | input=1 cacheRead=272000 output=0 | - | 0.136005
            openai | gpt-5.4                | 2026-11-25T12:00:00Z | input=0 cacheRead=272000 output=0 | - | 0.068
            openai | gpt-5.4                | 2026-11-25T12:00:00Z | input=272001 output=1000 | tier=priority | 2.76501
            openai | gpt-5.4                | 2026-11-25T12:00:00Z | input=272001 output=1000 | tier=flex region=eu | 0.76037775
            openai | gpt-5.4-mini           | 2026-11-25T12:00:00Z | input=1000 output=1000 | tier=default | 0.00525
            openai | gpt-5.4-mini           | 2026-11-25T12:00:00Z | input=1000 output=1000 | tier=flex | 0.002625
            openai | gpt-5.4-mini           | 2026-11-25T12:00:00Z | input=1000 output=1000 | tier=Priority | 0.0105
            openai | gpt-5.4-mini           | 2026-11-25T12:00:00Z | input=1000 output=1000 | tier=batch | 0.002625
            # Residency: 10 % more for models since 2026-03-05, nothing more for older ones.
            openai | gpt-5.4-mini           | 2026-11-25T12:00:00Z | input=1000 output=1000 | region=eu | 0.005775
            openai | gpt-4.1                | 2026-11-25T12:00:00Z | input=1000 output=1000 | region=eu | 0.01
            openai | gpt-6-sol              | 2026-11-25T12:00:00Z | input=10 cacheWrite=1000 cacheRead=2000 output=100 | - | 0.00392
            openai | gpt-6.2-sol            | 2026-11-25T12:00:00Z | input=0 cacheWriteLong=1000 output=1 | - | 0.00501
            openai | gpt-6-astra            | 2026-11-25T12:00:00Z | input=0 cacheWrite=300000 output=10 | - | 7.50075
            # pydantic/genai-prices of 2026-08-21, and OpenAI's pages of November 2026.
            openai | gpt-5.6-sol            | 2026-08-21T23:59:59Z | input=1000 output=1000 | - | 0.035
            openai | gpt-5.6-sol            | 2026-11-01T00:00:00Z | input=1000 output=1000 | - | 0.024
            openai | o3                     | 2025-06-09T23:59:59Z | input=1000 output=1000 | - | 0.05
            openai | o3                     | 2025-06-10T00:00:00Z | input=1000 output=1000 | - | 0.01
            openai | text-embedding-3-small | 2026-11-25T12:00:00Z | input=1536 | - | 0.00003072
            openai | text-embedding-3-large | 2026-11-25T12:00:00Z | input=4    | - | 0.00000052
            # mistralai/platform-docs-public, 2026-08-21: cached input 10 %, priority 1.75 times, regions 10 % more.
            mistral | mistral-large-2512    | 2026-11-25T12:00:00Z | input=1000 output=1000 | - | 0.002
            mistral | mistral-small-latest  | 2026-11-25T12:00:00Z | input=16 cacheRead=64 output=15 | - | 0.00001236
            mistral | mistral-small-2603    | 2026-11-25T12:00:00Z | input=12 cacheRead=0 output=9 | tier=standard | 0.0000072
            mistral | mistral-medium-latest | 2026-11-25T12:00:00Z | input=1000 output=1000 | tier=priority | 0.01575
            mistral | ministral-3b-2512     | 2026-11-25T12:00:00Z | input=1000 output=1000 | tier=priority region=eu | 0.000385
            mistral | codestral-latest      | 2026-11-25T12:00:00Z | input=11 output=7 | - | 0.0000096
            mistral | zai-glm-5-2           | 2026-11-25T12:00:00Z | input=1 cacheRead=1 output=1 | - | 0.00000594
            mistral | voxtral-small-2507    | 2026-11-25T12:00:00Z | input=3 output=11 seconds=90 | - | 0.0060047
            mistral | voxtral-small-2507    | 2026-11-25T12:00:00Z | input=1000 output=0 | - | 0.0001
            mistral | mistral-embed         | 2026-11-25T12:00:00Z | input=11 output=0 | - | 0.0000011
            # anomalyco/models.dev, 2026-07-02.
            groq | openai/gpt-oss-120b      | 2026-11-25T12:00:00Z | input=80 output=8 reasoning=12 | tier=on_demand | 0.000024
            groq | openai/gpt-oss-20b       | 2026-11-25T12:00:00Z | input=100 cacheRead=100 output=10 | - | 0.00001425
            groq | llama-3.3-70b-versatile  | 2026-08-15T23:59:59Z | input=1000 output=1000 | - | 0.00138
            # api-docs.deepseek.com, October 2026: peak 01:00-04:00 and 06:00-10:00 UTC, Monday to Friday but holidays.
            deepseek | deepseek-flash       | 2026-11-25T00:59:59.999Z | input=1000 output=1000 | - | 0.00075
            deepseek | deepseek-flash       | 2026-11-25T01:00:00Z | input=1000 output=1000 | - | 0.0015
            deepseek | deepseek-flash       | 2026-11-25T03:59:59.999Z | input=1000 output=1000 | - | 0.0015
            deepseek | deepseek-flash       | 2026-11-25T04:00:00Z | input=1000 output=1000 | - | 0.00075
            deepseek | deepseek-flash       | 2026-11-25T06:00:00Z | input=1000 output=1000 | - | 0.0015
            deepseek | deepseek-flash       | 2026-11-25T10:00:00Z | input=1000 output=1000 | - | 0.00075
            deepseek | deepseek-flash       | 2026-11-21T02:00:00Z | input=11 cacheRead=0 output=8 | - | 0.00000645
            deepseek | deepseek-flash       | 2026-10-01T02:00:00Z | input=1000 output=1000 | - | 0.00075
            deepseek | deepseek-v4-pro      | 2026-11-25T02:00:00Z | input=100 cacheRead=900 output=10 reasoning=90 | - | 0.0005676
            deepseek | deepseek-v4-pro      | 2026-08-15T23:59:59Z | input=1000 output=1000 | - | 0.001305
            deepseek | deepseek-v4-pro      | 2026-08-16T00:00:00Z | input=1000 output=1000 | - | 0.00264
            deepseek | deepseek-v4-flash    | 2026-07-02T12:00:00Z | input=1000 cacheRead=1000 output=1000 | - | 0.0004228
            # anomalyco/models.dev, 2026-07-02; deepinfra/docs, 2026-07-22: priority 50 % more, flex 20 % less.
            deepinfra | openai/gpt-oss-120b | 2026-11-25T12:00:00Z | input=20 output=12 | - | 0.00000306
            deepinfra | openai/gpt-oss-120b | 2026-11-25T12:00:00Z | input=20 output=12 | tier=flex | 0.000002448
            deepinfra | openai/gpt-oss-120b | 2026-11-25T12:00:00Z | input=20 output=12 | tier=priority | 0.00000459
            deepinfra | deepseek-ai/DeepSeek-V3.2 | 2026-11-25T12:00:00Z | input=200 cacheRead=800 output=100 reasoning=50 | - | 0.000213
            deepinfra | MiniMaxAI/MiniMax-M2.5 | 2026-11-25T12:00:00Z | input=0 cacheWrite=1000 output=1 | - | 0.00037615
            deepinfra | XiaomiMiMo/MiMo-V2.5 | 2026-11-25T12:00:00Z | input=256000 output=1000 | - | 0.1044
            deepinfra | XiaomiMiMo/MiMo-V2.5 | 2026-11-25T12:00:00Z | input=1 cacheRead=256000 output=1000 | - | 0.0449608
            # anomalyco/models.dev, 2026-07-02.
            fireworks | accounts/fireworks/models/gpt-oss-120b | 2026-11-25T12:00:00Z | input=4 cacheRead=16 output=10 | - | 0.00000684
            fireworks | accounts/fireworks/models/deepseek-v4-pro | 2026-11-25T12:00:00Z | input=1000 output=1000 | - | 0.00522
            fireworks | accounts/fireworks/routers/glm-5p2-fast | 2026-11-25T12:00:00Z | input=1000 cacheRead=1000 output=1000 | - | 0.00891
            # Request fees by search context size; the first is what a recording of June 2026 was billed.
            perplexity | sonar              | 2026-11-25T12:00:00Z | input=9 output=12 requests=1 | search_context_size=low | 0.005021
            perplexity | sonar              | 2026-11-25T12:00:00Z | input=9 output=12 | - | 0.005021
            perplexity | sonar              | 2026-11-25T12:00:00Z | input=9 output=12 | search_context_size=high | 0.012021
            perplexity | sonar              | 2026-11-25T12:00:00Z | input=9 output=12 requests=2 | - | 0.010021
            perplexity | sonar-pro          | 2026-11-25T12:00:00Z | input=1000 output=1000 | search_context_size=medium | 0.028
            perplexity | sonar-reasoning-pro | 2026-11-25T12:00:00Z | input=1000 output=1000 | search_context_size=low | 0.016
            perplexity | sonar-deep-research | 2026-11-25T12:00:00Z | input=33 output=10 reasoning=100 citation=50 searches=3 | - | 0.015546
            perplexity | pplx-embed-v1-0.6b | 2026-11-25T12:00:00Z | input=7 | - | 0.000000028
            # docs.x.ai, autumn 2026; the first is what a recording was billed: 2,609,000 ticks. From 200,000 tokens on all is dearer.
            xai | grok-4.3                  | 2026-11-25T12:00:00Z | input=12 cacheRead=192 output=1 reasoning=82 | - | 0.0002609
            xai | grok-4.3                  | 2026-11-25T12:00:00Z | input=199999 output=1000 | tier=default | 0.25249875
            xai | grok-4.3                  | 2026-11-25T12:00:00Z | input=100000 cacheRead=100000 output=1000 | - | 0.295
            xai | grok-4.7                  | 2026-11-25T12:00:00Z | input=1000 cacheRead=1000 output=1000 | - | 0.0085
            xai | grok-4.7                  | 2026-11-25T12:00:00Z | input=200000 output=1000 | - | 0.812
            xai | grok-build-0.1            | 2026-11-25T12:00:00Z | input=200000 output=1000 | - | 0.202
            # anomalyco/models.dev, 2026-07-02.
            together-ai | openai/gpt-oss-120b   | 2026-11-25T12:00:00Z | input=1000 output=900 reasoning=100 | - | 0.00075
            together-ai | moonshotai/Kimi-K2.6  | 2026-11-25T12:00:00Z | input=1000 cacheRead=1000 output=1000 | - | 0.0059
            together-ai | Qwen/Qwen3.7-Max      | 2026-11-25T12:00:00Z | input=1000 cacheRead=1000 output=1000 | - | 0.00513
            # platform.claude.com, November 2026. A prompt served in the US costs a tenth more, a batch half.
            anthropic | claude-sonnet-5      | 2026-11-25T12:00:00Z | input=1000 output=1000 | tier=standard | 0.012
            anthropic | claude-sonnet-5      | 2026-11-25T12:00:00Z | input=1000 cacheRead=1000 cacheWrite=1000 cacheWriteLong=1000 output=100 reasoning=100 | inference_geo=global | 0.0107
            anthropic | claude-sonnet-5      | 2026-11-25T12:00:00Z | input=1000 output=1000 | inference_geo=us | 0.0132
            anthropic | claude-sonnet-5      | 2026-11-25T12:00:00Z | input=1000 output=1000 | tier=batch inference_geo=us | 0.0066
            anthropic | claude-sonnet-5-5    | 2026-10-06T23:59:59Z | input=0 cacheRead=1000 output=0 | - | 0.0002
            anthropic | claude-sonnet-5-5    | 2026-10-07T00:00:00Z | input=0 cacheRead=1000 output=0 | - | 0.0001
            anthropic | claude-haiku-5-5     | 2026-11-25T12:00:00Z | input=100000 output=1000 | - | 0.0105
            anthropic | claude-haiku-5-5     | 2026-11-25T12:00:00Z | input=100001 output=1000 | - | 0.0525005
            anthropic | claude-haiku-5-5     | 2026-11-25T12:00:00Z | input=1 cacheRead=100000 output=1000 | inference_geo=us | 0.00825055
            anthropic | claude-opus-4-8      | 2026-11-25T12:00:00Z | input=1000 output=1000 | - | 0.03
            anthropic | claude-haiku-4-5-20251001 | 2026-11-25T12:00:00Z | input=1000 cacheWriteLong=1000 output=1000 | inference_geo=not_available | 0.008
            anthropic | claude-sonnet-4-20250514 | 2026-11-25T12:00:00Z | input=1000 output=1000 | - | 0.018
            """)
    void a_usage_costs_exactly(
            String provider, String model, Instant when, String usage, @Nullable String circumstances, String dollars) {
        Cost cost = price(provider, model, when, usage, circumstances);

        assertThat(cost.reason()).isNull();
        assertThat(cost.basis()).isEqualTo(CostBasis.PRICED);
        assertThat(cost.money()).hasToString(dollars + " USD");
        assertThat(cost.lines().stream().map(Cost.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(dollars);
        assertThat(cost.priceVersion()).startsWith(provider + "/").containsPattern("@20\\d\\d-\\d\\d-\\d\\d$");
    }

    @ParameterizedTest(name = "{0}/{1} {3} {4}: {5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            openai     | gpt-99              | 2026-11-25T12:00:00Z | input=1 output=1 | - | no prices of openai/gpt-99 are known: no profile lists it
            openrouter | openai/gpt-4o       | 2026-11-25T12:00:00Z | input=1 output=1 | - | no prices of openrouter/openai/gpt-4o are known: no profile lists it
            openai-compatible | my-model     | 2026-11-25T12:00:00Z | input=1 output=1 | - | no prices of openai-compatible/my-model are known: no profile lists it
            deepinfra  | openai/gpt-oss-120b | 2026-11-25T12:00:00Z | input=1 cacheRead=1 output=1 | - | deepinfra/openai/gpt-oss-120b@2026-07-02: no rate for cacheRead is known
            fireworks  | accounts/mine/deployments/abc | 2026-11-25T12:00:00Z | input=1 output=1 | - | no prices of fireworks/accounts/mine/deployments/abc are known: no profile lists it
            fireworks  | accounts/fireworks/models/gpt-oss-120b | 2026-11-25T12:00:00Z | input=1 output=1 | tier=priority | fireworks/accounts/fireworks/models/gpt-oss-120b@2026-07-02: no price of service tier 'priority' is known
            huggingface | openai/gpt-oss-120b | 2026-11-25T12:00:00Z | input=1 output=1 | - | no prices of huggingface/openai/gpt-oss-120b are known
            huggingface | openai/gpt-oss-120b:together | 2026-11-25T12:00:00Z | input=1 output=1 | - | no prices of huggingface/openai/gpt-oss-120b:together are known: no profile lists it
            groq       | groq/compound       | 2026-11-25T12:00:00Z | input=1 output=1 | - | no prices of groq/groq/compound are known
            groq       | llama-3.3-70b-versatile | 2026-08-16T00:00:00Z | input=1 output=1 | - | no prices of groq/llama-3.3-70b-versatile are known for 2026-08-16T00:00:00Z
            openai     | gpt-5.6-sol         | 2026-09-15T12:00:00Z | input=1 output=1 | - | no prices of openai/gpt-5.6-sol are known for 2026-09-15T12:00:00Z
            openai     | gpt-5.6-sol         | 2026-11-25T12:00:00Z | input=1 cacheRead=1 output=1 | - | openai/gpt-5.6-sol@2026-11-01: no rate for cacheRead is known
            openai     | gpt-4o              | 2026-11-25T12:00:00Z | input=1 inputAudio=5 output=1 | - | openai/gpt-4o@2026-11-22: no rate for inputAudio is known
            openai     | gpt-4o              | 2026-11-25T12:00:00Z | input=1 | - | openai/gpt-4o@2026-11-22: the usage does not count output, which has a price
            openai     | gpt-4o              | 2026-11-25T12:00:00Z | output=1 | - | openai/gpt-4o@2026-11-22: the usage does not count input, which has a price
            openai     | gpt-4o              | 2026-11-25T12:00:00Z | - | - | no usage was reported
            openai     | gpt-4o              | 2026-11-25T12:00:00Z | input=1 output=1 | tier=scale | openai/gpt-4o@2026-11-22: no price of service tier 'scale' is known
            openai     | gpt-5.5             | 2026-11-25T12:00:00Z | input=1 output=1 | tier=priority | openai/gpt-5.5@2026-11-22: no price of service tier 'priority' is known
            groq       | openai/gpt-oss-120b | 2026-11-25T12:00:00Z | input=1 output=1 | tier=flex | groq/openai/gpt-oss-120b@2026-07-02: no price of service tier 'flex' is known
            groq       | qwen/qwen3-32b      | 2026-11-25T12:00:00Z | input=1 cacheRead=1 output=1 | - | groq/qwen/qwen3-32b@2026-07-02: no rate for cacheRead is known
            together-ai | openai/gpt-oss-120b | 2026-11-25T12:00:00Z | input=1 cacheRead=1 output=1 | - | together-ai/openai/gpt-oss-120b@2026-07-02: no rate for cacheRead is known
            anthropic  | claude-sonnet-5     | 2026-11-25T12:00:00Z | input=1 output=1 | tier=priority | anthropic/claude-sonnet-5@2026-11-25: no price of service tier 'priority' is known
            anthropic  | claude-fable-5-2    | 2026-11-25T12:00:00Z | input=1 cacheWriteLong=1 output=1 | - | anthropic/claude-fable-5-2@2026-11-25: no rate for cacheWriteLong is known
            anthropic  | claude-haiku-5-5    | 2026-11-25T12:00:00Z | input=100001 cacheWrite=1 output=1 | - | anthropic/claude-haiku-5-5@2026-11-25: no rate for cacheWrite is known
            perplexity | sonar               | 2026-11-25T12:00:00Z | input=1 output=1 | search_context_size=huge | perplexity/sonar@2026-08-21: the rate for requests depends on what the answer does not state
            perplexity | sonar-deep-research | 2026-11-25T12:00:00Z | input=1 output=1 citation=0 | - | perplexity/sonar-deep-research@2026-08-21: the usage does not count searches, which has a price
            """)
    void what_is_not_known_is_unknown_with_the_reason_and_never_zero(
            String provider,
            String model,
            Instant when,
            @Nullable String usage,
            @Nullable String circumstances,
            String reason) {
        assertThat(price(provider, model, when, usage, circumstances)).isEqualTo(Cost.unknown(reason));
    }

    @Test
    void a_bucket_of_zero_needs_no_rate() {
        Cost cost = price("groq", "qwen/qwen3-32b", Instant.EPOCH, "input=1000 cacheRead=0 output=1000", null);

        assertThat(cost.money()).hasToString("0.00088 USD");
    }

    @Test
    void a_price_per_minute_of_seconds_is_exact_to_34_digits() {
        Cost cost = price("mistral", "voxtral-small-2507", Instant.EPOCH, "input=0 output=0 seconds=1", null);

        assertThat(cost.money()).hasToString("0.00006666666666666666666666666666666667 USD");
    }

    @Test
    void each_bucket_has_a_line_that_says_how_it_was_computed() {
        Cost cost = price(
                "mistral", "mistral-small-latest", Instant.EPOCH, "input=16 cacheRead=64 output=15", "tier=priority");

        assertThat(cost.lines())
                .extracting(line -> line.bucket() + " " + line.quantity() + " x "
                        + line.rate().stripTrailingZeros().toPlainString() + "/" + line.per() + " = "
                        + line.amount().toPlainString())
                .containsExactly(
                        "INPUT 16 x 0.2625/1000000 = 0.0000042",
                        "CACHE_READ 64 x 0.02625/1000000 = 0.00000168",
                        "OUTPUT 15 x 1.05/1000000 = 0.00001575");
    }

    @Test
    void hours_whose_exceptions_are_not_known_are_priced_with_a_word_of_warning() {
        Cost cost = price(
                "deepseek", "deepseek-flash", Instant.parse("2027-01-01T02:00:00Z"), "input=1000 output=1000", null);

        assertThat(cost.money()).hasToString("0.0015 USD");
        assertThat(cost.reason())
                .isEqualTo("priced as peak; whether the day is an exception is not known after 2026-12-31");
    }

    /** D4: a price that is given for one token is not divided by a million again. */
    @Test
    void a_price_for_one_token_stays_one() {
        ProviderProfile acme = Profiles.acme("""
                models:
                  - id: m
                    prices:
                      - rates: {input: {rate: 0.00003, per: 1}, output: {rate: 0.00006, per: 1}}
                """);

        Cost cost = PRICES.price(
                new Target(acme, acme.models().get(0)), Usage.of(1000, 1000), PriceContext.at(Instant.EPOCH));

        assertThat(cost.money()).hasToString("0.09 USD");
    }

    private static Cost price(
            String provider, String model, Instant when, @Nullable String usage, @Nullable String circumstances) {
        Map<String, String> all = words(circumstances);
        Map<String, String> attributes = new HashMap<>(all);
        attributes.keySet().removeAll(Set.of("tier", "region"));
        Usage counted = Usage.UNKNOWN;
        for (Map.Entry<String, String> count : words(usage).entrySet()) {
            Bucket bucket = BucketNames.of(count.getKey()).orElseThrow();
            counted = counted.with(bucket, Long.parseLong(count.getValue()));
        }
        return PRICES.price(
                CATALOG.target(provider, model),
                counted,
                new PriceContext(when, all.get("tier"), all.get("region"), attributes));
    }

    private static Map<String, String> words(@Nullable String text) {
        Map<String, String> words = new HashMap<>();
        for (String word : text == null ? new String[0] : text.split(" ")) {
            words.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return words;
    }
}
