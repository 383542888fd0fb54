/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

/** The candidates by name. */
public enum Contender {
    LLM("llm:", LlmRoute::new),
    BARE("bare HttpClient 5", BareEngine::new),
    CAMEL_HTTP("camel-http + camel-jackson", CamelHttpRoute::new),
    LANGCHAIN4J("LangChain4j", LangChain4jModel::new),
    OPENAI_SDK("openai-java in a producer", OpenAiSdkRoute::new);

    private final String title;
    private final Start start;

    private interface Start {
        Candidate at(Setting setting) throws Exception;
    }

    Contender(String title, Start start) {
        this.title = title;
        this.start = start;
    }

    String title() {
        return title;
    }

    Candidate start(Setting setting) throws Exception {
        return start.at(setting);
    }
}
