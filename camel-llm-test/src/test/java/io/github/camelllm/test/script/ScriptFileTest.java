/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.ScriptException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptFileTest {

    private final ProviderSimulator simulator =
            ProviderSimulator.builder().directives(RequestDirectives::take).start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        simulator.close();
    }

    private static ScriptFile script(String... lines) {
        byte[] yaml = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return ScriptFile.read("replies.yaml", new ByteArrayInputStream(yaml));
    }

    private HttpResponse<String> ask(String provider, String prompt, String more)
            throws IOException, InterruptedException {
        String body =
                "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]" + more + "}";
        return client.send(
                HttpRequest.newBuilder(URI.create(simulator.provider(provider).baseUrl() + "/chat/completions"))
                        .header("Authorization", "Bearer k")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String text(HttpResponse<String> response) throws IOException {
        return json(response).at("/choices/0/message/content").asText();
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    @Test
    void where_no_rule_fits_another_script_can_answer() throws Exception {
        ScriptFile script = script("- match: {call: 1}", "  fault: rate-limited");
        simulator
                .provider("simulator")
                .respond(request -> script.ruled(request).orElseGet(() -> Reply.text("from elsewhere")));

        assertThat(ask("simulator", "hello", "").statusCode()).isEqualTo(429);
        assertThat(text(ask("simulator", "hello", ""))).isEqualTo("from elsewhere");
    }

    @Test
    void the_first_rule_that_fits_answers() throws Exception {
        simulator
                .provider("simulator")
                .respond(script(
                        "- match: {contains: refund}",
                        "  reply: 'Refund for: {prompt}'",
                        "  inputTokens: 12",
                        "  outputTokens: 5",
                        "- match: {regex: '^[0-9]+$', model: tiny, provider: simulator}",
                        "  reply: a number",
                        "- match: {call: [3, 4]}",
                        "  reply: call {n} of {model}"));

        HttpResponse<String> first = ask("simulator", "a refund please", "");
        assertThat(text(first)).isEqualTo("Refund for: a refund please");
        assertThat(json(first).at("/usage/prompt_tokens").asInt()).isEqualTo(12);
        assertThat(text(ask("simulator", "42", ""))).isEqualTo("a number");
        assertThat(text(ask("simulator", "x", ""))).isEqualTo("call 3 of tiny");
        assertThat(text(ask("simulator", "x", ""))).isEqualTo("call 4 of tiny");
        assertThat(text(ask("simulator", "x", ""))).isEqualTo("Simulated answer to: x");
    }

    @Test
    void faults_come_at_the_calls_that_are_named() throws Exception {
        simulator.provider("mistral").respond(script("- fault: rate-limited", "  faultOn: [2]", "  reply: fine"));

        assertThat(ask("mistral", "x", "").statusCode()).isEqualTo(200);
        assertThat(ask("mistral", "x", "").statusCode()).isEqualTo(429);
        assertThat(text(ask("mistral", "x", ""))).isEqualTo("fine");
    }

    @Test
    void a_rule_without_a_text_changes_the_usual_answer_only() throws Exception {
        simulator.provider("simulator").respond(script("- finish: length", "  chunkWords: 2", "  latencyMillis: 1"));

        HttpResponse<String> response = ask("simulator", "x", "");

        assertThat(text(response)).isEqualTo("Simulated answer to: x");
        assertThat(json(response).at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void a_request_scripts_itself_in_an_object_or_in_flat_members() throws Exception {
        HttpResponse<String> object =
                ask("simulator", "hi", ",\"simulator\":{\"reply\":\"{prompt} yourself\",\"outputTokens\":7}");
        HttpResponse<String> flat = ask(
                "openai",
                "hi",
                ",\"simulator.reply\":\"flat\",\"simulator.faultOn\":\"2,3\","
                        + "\"simulator.fault\":\"server-error\"");
        HttpResponse<String> faulty = ask(
                "openai",
                "hi",
                ",\"simulator.reply\":\"flat\",\"simulator.faultOn\":\"2,3\","
                        + "\"simulator.fault\":\"SERVER_ERROR\"");

        assertThat(text(object)).isEqualTo("hi yourself");
        assertThat(json(object).at("/usage/completion_tokens").asInt()).isEqualTo(7);
        assertThat(text(flat)).isEqualTo("flat");
        assertThat(faulty.statusCode()).isEqualTo(500);
    }

    @Test
    void a_tool_call_can_be_scripted() throws Exception {
        JsonNode body = json(ask(
                "simulator",
                "hi",
                ",\"simulator\":{\"tool\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}"));

        assertThat(body.at("/choices/0/message/tool_calls/0/function/name").asText())
                .isEqualTo("weather");
        assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    }

    @Test
    void a_misspelt_option_of_a_request_is_refused_with_what_is_allowed() throws Exception {
        HttpResponse<String> response = ask("simulator", "hi", ",\"simulator\":{\"replly\":\"x\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/error/message").asText())
                .contains("simulator.replly")
                .contains("allowed are reply, ")
                .contains("latencyMillis");
        assertThat(simulator.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- reply: a;- replly: b|line 2: 'replly' is not known; allowed are reply,",
                "- reply: a;  latencyMillis: soon|line 2: 'latencyMillis' must be a whole number from 0, not 'soon'",
                "- reply: a;  chunkWords: 0|line 2: 'chunkWords' must be a whole number from 1, not '0'",
                "- match: {contain: x}|line 1: 'match' does not know 'contain'; allowed are contains, regex",
                "- match: {regex: '['}|must be a regular expression",
                "- match: x|line 1: 'match' must have named conditions",
                "- fault: explode|line 1: 'fault' must be one of bad-key,",
                "- faultOn: 3|line 1: 'faultOn' needs a 'fault'",
                "- reply: [a, b]|line 1: 'reply' must be one value, not a list",
                "- reply: {a: b}|line 1: a single value is expected here",
                "- text|line 1: a rule must have named settings",
                "rules: 1|line 1: the script must be a list of rules",
                "- reply: 'a|this is not YAML",
                "#|replies.yaml is empty",
            })
    void a_bad_script_names_file_line_and_what_is_allowed(String lines, String message) {
        assertThatThrownBy(() -> script(lines.split(";")))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("replies.yaml")
                .hasMessageContaining(message);
    }
}
