/**
 * AI providers for tests: a real HTTP server on the loopback address that speaks each provider's wire protocol, with
 * scripted answers, scripted faults and a memory of what it was asked. Needs no key and no network.
 *
 * <pre>{@code
 * try (ProviderSimulator simulator = ProviderSimulator.start()) {
 *     SimulatedProvider mistral = simulator.provider("mistral");
 *     mistral.enqueue(
 *             Reply.error(ErrorCase.RATE_LIMITED).retryAfter(Duration.ofSeconds(1)),
 *             Reply.text("Paris.").usage(12, 2));
 *
 *     simulator.properties().forEach((name, value) -> main.addInitialProperty((String) name, (String) value));
 *     String answer = template.requestBody("llm:mistral", "The capital of France?", String.class);
 *
 *     RecordedRequest request = simulator.lastRequest();
 *     request.json().path("messages");
 * }
 * }</pre>
 */
@NullMarked
package io.github.camelllm.test;

import org.jspecify.annotations.NullMarked;
