/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.usecases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No example of a guide is lost. Together's fine-tuning and pictures, DeepInfra's pictures and Cohere's rerank come later. */
class CountTest {

    private static final Map<Class<?>, Integer> PROMISED = Map.of(
            AzureOpenAiUseCasesTest.class, 7,
            BedrockUseCasesTest.class, 5,
            CohereUseCasesTest.class, 8,
            DeepInfraUseCasesTest.class, 7,
            FireworksUseCasesTest.class, 7,
            MistralUseCasesTest.class, 8,
            PerplexityUseCasesTest.class, 8,
            TogetherAiUseCasesTest.class, 6,
            VertexAiUseCasesTest.class, 8);

    @Test
    void every_promised_example_is_a_test() {
        Map<String, List<String>> named = new TreeMap<>();
        PROMISED.forEach((suite, count) -> {
            List<String> names = Arrays.stream(suite.getDeclaredMethods())
                    .map(method -> method.getAnnotation(UseCase.class))
                    .filter(Objects::nonNull)
                    .map(UseCase::value)
                    .sorted()
                    .toList();
            assertThat(names).as(suite.getSimpleName()).doesNotHaveDuplicates().hasSize(count);
            named.put(suite.getSimpleName().replace("UseCasesTest", ""), names);
        });
        System.out.println("use cases: "
                + named.values().stream().mapToInt(List::size).sum() + " "
                + named.entrySet().stream()
                        .map(provider ->
                                provider.getKey() + " " + provider.getValue().size())
                        .collect(Collectors.joining(", ", "(", ")")));
    }
}
