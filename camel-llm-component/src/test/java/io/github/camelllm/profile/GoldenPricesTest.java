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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What usages cost, to the last digit, computed from the sources alone: {@code prices/golden.tsv} has for each the sum that a
 * pocket calculator adds up, and where its rates stand. Circumstances are tier, region and attributes of the answer.
 */
class GoldenPricesTest {

    /** Those that we bring, with prices of a user's own where we bring none. */
    private static final ProfileCatalog CATALOG = ProfileCatalog.load(
            Profiles.reader(), GoldenPricesTest.class.getClassLoader(), Path.of("src/test/resources/prices/own"));

    private static final PriceBook PRICES = new PriceBook();

    @ParameterizedTest(name = "{0}/{1} {4} {5}")
    @MethodSource("vectors")
    void a_usage_costs_exactly(
            String provider,
            String model,
            ModelMatch.Rule rule,
            Instant when,
            String usage,
            @Nullable String circumstances,
            String working,
            String dollars,
            String source) {
        ModelMatch match = CATALOG.match(CATALOG.provider(provider), model);
        Cost cost = price(provider, model, when, usage, circumstances);

        assertThat(match.rule()).isEqualTo(rule);
        assertThat(source).isNotBlank();
        assertThat(cost.reason()).isNull();
        assertThat(cost.basis()).isEqualTo(CostBasis.PRICED);
        assertThat(cost.money()).hasToString(dollars + " USD");
        assertThat(cost.lines().stream().map(Cost.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(dollars);
        assertThat(cost.priceVersion()).startsWith(provider + "/").containsPattern("@20\\d\\d-\\d\\d-\\d\\d$");
        assertThat(new BigDecimal(dollars)).as(working).isEqualByComparingTo(sum(working));
    }

    @Test
    void there_are_vectors_of_every_provider_that_has_prices() {
        Map<String, Long> counts =
                vectors().collect(Collectors.groupingBy(row -> row[0].toString(), TreeMap::new, Collectors.counting()));
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        System.out.println("Golden prices: " + all + " of " + counts.size() + " providers " + counts);

        assertThat(all).isGreaterThanOrEqualTo(150);
        assertThat(counts.keySet())
                .containsAll(CATALOG.providers().stream()
                        .filter(provider -> !provider.id().equals("simulator"))
                        .filter(provider -> provider.models().stream()
                                .anyMatch(model -> !model.prices().isEmpty()))
                        .map(ProviderProfile::id)
                        .toList())
                .hasSizeGreaterThanOrEqualTo(19);
    }

    private static Stream<Object[]> vectors() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/prices/golden.tsv")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> Stream.of(line.split("\t", -1))
                            .map(cell -> cell.equals("-") ? null : cell)
                            .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sum such as {@code 3*0.10/1000000 + 90*0.004/60}, as one types it into a calculator. */
    private static BigDecimal sum(String working) {
        return Stream.of(working.split(" \\+ "))
                .map(term -> {
                    String[] parts = term.split("/");
                    return Stream.of(parts[0].split("\\*"))
                            .map(BigDecimal::new)
                            .reduce(BigDecimal.ONE, BigDecimal::multiply)
                            .divide(new BigDecimal(parts[1]));
                })
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest(name = "{0}/{1} {3} {4}: {5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            openai     | gpt-99              | 2026-11-25T12:00:00Z | input=1 output=1 | - | no prices of openai/gpt-99 are known: no profile lists it
            openrouter | openai/gpt-4o       | 2026-11-25T12:00:00Z | input=1 output=1 | - | no prices of openrouter/openai/gpt-4o are known: no profile lists it
            ollama-cloud | glm-5.2           | 2026-11-25T12:00:00Z | input=1 output=1 | - | no prices of ollama-cloud/glm-5.2 are known
            bedrock    | openai.gpt-oss-120b | 2026-11-25T12:00:00Z | input=1 output=1 | tier=flex | bedrock/openai.gpt-oss-120b-1:0@2026-07-02: no price of service tier 'flex' is known
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
