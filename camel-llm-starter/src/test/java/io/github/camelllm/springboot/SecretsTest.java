/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A key that is set as a property shows nowhere. */
class SecretsTest {

    private static final String KEY = "sk-the-key-that-must-not-show";

    @Test
    void a_key_shows_neither_in_logs_at_trace_nor_in_properties_nor_in_exceptions() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.provider("mistral").enqueue(Reply.text("Paris."), Reply.error(ErrorCase.BAD_KEY));
            String provider = "camel.component.llm.providers.mistral.";

            ApplicationTest.run(
                    List.of(
                            "logging.config=classpath:logback-trace.xml",
                            "camel.component.llm.api-key=" + KEY,
                            provider + "api-key=" + KEY,
                            provider + "headers.X-Gateway-Key=" + KEY,
                            provider + "base-url="
                                    + simulator.provider("mistral").baseUrl()),
                    application -> {
                        ProducerTemplate template = application.getBean(ProducerTemplate.class);
                        Exchange answered = template.send(
                                "direct:ask", exchange -> exchange.getMessage().setBody("The capital of France?"));
                        Exchange refused = template.send(
                                "direct:ask", exchange -> exchange.getMessage().setBody("The capital of France?"));

                        assertThat(simulator.lastRequest().header("Authorization"))
                                .contains(KEY);
                        assertThat(answered.getMessage().getBody()).isEqualTo("Paris.");
                        assertThat(answered.getMessage().getHeaders().toString())
                                .doesNotContain(KEY);
                        assertThat(refused.getException()).isNotNull();
                        assertThat(refused.getException().toString()).doesNotContain(KEY);
                        LlmComponentConfiguration configuration = application.getBean(LlmComponentConfiguration.class);
                        assertThat(configuration.getProviders()).containsKey("mistral");
                        assertThat(configuration + " " + configuration.getProviders())
                                .doesNotContain(KEY);
                    });
        } finally {
            root.setLevel(Level.WARN);
        }
        assertThat(Captured.LINES)
                .anyMatch(line -> line.startsWith("org.apache.camel"))
                .anyMatch(line -> line.startsWith("org.apache.hc"));
        assertThat(Captured.LINES).noneMatch(line -> line.contains(KEY));
    }

    /** Takes all lines but those of the HTTP engine's own header and wire loggers, which print headers by design. */
    public static final class Captured extends AppenderBase<ILoggingEvent> {

        static final Queue<String> LINES = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            String failure =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            LINES.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + failure);
        }
    }
}
