/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.auth.Secret;
import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.Target;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Pitfalls of {@code pitfalls.tsv} that the tests of the dialects do not show with the provider's own profile. */
class PitfallCasesTest {

    private static final LlmClient CLIENT = LlmClient.builder().build();
    private static final ProfileCatalog CATALOG = CLIENT.catalog();

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static Dialect dialect(Target target) {
        return ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(dialect -> dialect.id().equals(target.provider().dialect()))
                .findFirst()
                .orElseThrow();
    }

    private static String sent(Target target, Map<String, Object> options) {
        ChatRequest request =
                ChatRequest.builder().user("Hello").providerOptions(options).build();
        return dialect(target).chat(request, target, true).body().text();
    }

    private static ChatResponse streamed(Target target, String events) {
        ChatRequest request = ChatRequest.of("Hello");
        StreamDecoder decoder = dialect(target).chatStream(Headers.NONE, request, target);
        ChatAssembler answer = new ChatAssembler(target, request, null);
        decoder.feed(ByteBuffer.wrap(events.getBytes(UTF_8)), answer::accept);
        decoder.end(answer::accept);
        return answer.response();
    }

    @Test
    void a_key_with_two_names_is_found_under_either() {
        List<String> names = CATALOG.provider("deepinfra").auth().environment();

        assertThat(names).containsExactly("DEEPINFRA_TOKEN", "DEEPINFRA_API_KEY");
        assertThat(names)
                .allSatisfy(name -> assertThat(SecretSource.environment(names, Map.of(name, "k-1")::get)
                                .current())
                        .hasValue(Secret.of("k-1")));
    }

    @Test
    void a_cache_of_ones_own_is_asked_for_by_an_option_of_the_provider() {
        Target target = CATALOG.target("fireworks", "accounts/fireworks/models/gpt-oss-120b");

        assertThat(sent(target, Map.of("prompt_cache_isolation_key", "tenant-1")))
                .contains("\"prompt_cache_isolation_key\":\"tenant-1\"");
    }

    @Test
    void an_empty_account_is_not_worth_a_retry() {
        Target target = CATALOG.target("openai", "gpt-5.4-mini");
        WireReply reply = new WireReply(
                429,
                Headers.of("retry-after", "5"),
                ByteChunks.utf8("{\"error\":{\"message\":\"x\",\"code\":\"insufficient_quota\"}}"));

        var refused = dialect(target).error(reply, "chat", target);

        assertThat(refused.kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
        assertThat(refused.kind().worthRetrying()).isFalse();
        assertThat(refused.retryAfter()).isEmpty();
    }

    /** The form is that of Microsoft's page on asynchronous filters. */
    @Test
    void chunks_of_azures_filter_have_a_choice_without_a_delta() {
        String stream =
                "data: {\"id\":\"\",\"object\":\"\",\"created\":0,\"model\":\"\",\"choices\":[],\"prompt_filter_results\":[]}\n\n"
                        + "data: {\"id\":\"a1\",\"model\":\"gpt-4.1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"7\"},\"finish_reason\":null}]}\n\n"
                        + "data: {\"id\":\"\",\"object\":\"\",\"created\":0,\"model\":\"\",\"choices\":[{\"index\":0,\"finish_reason\":null,"
                        + "\"content_filter_results\":{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}},"
                        + "\"content_filter_offsets\":{\"check_offset\":4,\"start_offset\":4,\"end_offset\":5}}]}\n\n"
                        + "data: {\"id\":\"a1\",\"model\":\"gpt-4.1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                        + "data: [DONE]\n\n";

        ChatResponse answer = streamed(CATALOG.target("azure-openai", "my-deployment"), stream);

        assertThat(answer.text()).isEqualTo("7");
        assertThat(answer.id()).isEqualTo("a1");
        assertThat(answer.model()).isEqualTo("gpt-4.1");
    }

    @Test
    void claude_on_bedrock_takes_no_media_from_s3_and_others_do() {
        Target claude = CATALOG.target("bedrock", "anthropic.claude-haiku-4-5-20251001-v1:0");
        Target nova = CATALOG.target("bedrock", "amazon.nova-lite-v1:0");
        Media inS3 = new Media(URI.create("s3://bucket/cat.png"), null, null, "image/png", null);
        ChatRequest request = ChatRequest.builder()
                .message(Message.user(Part.text("What is it?"), new Part.Image(inS3, null, null)))
                .build();

        assertThatThrownBy(() -> dialect(claude).chat(request, claude, false))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE))
                .hasMessageContaining("an image in S3 cannot be sent: the model takes bytes only")
                .hasMessageContaining(claude.source("s3Media").cited());
        assertThat(dialect(nova).chat(request, nova, false).body().text()).contains("s3://bucket/cat.png");
    }

    @Test
    void vectors_of_perplexity_are_signed_bytes() {
        Target target = CATALOG.target("perplexity", "pplx-embed-v1-0.6b");
        EmbeddingRequest request = EmbeddingRequest.of(List.of("cat"));
        WireReply reply =
                new WireReply(200, Headers.NONE, ByteChunks.utf8("{\"data\":[{\"index\":0,\"embedding\":\"AX+A\"}]}"));

        assertThat(dialect(target).embed(request, target).body().text())
                .contains("\"encoding_format\":\"base64_int8\"");
        assertThat(dialect(target)
                        .embedResponse(reply, request, target)
                        .embeddings()
                        .get(0)
                        .vector())
                .containsExactly(1f, 127f, -128f);
    }

    @Test
    void an_event_of_megabytes_is_read_and_short_ones_can_be_asked_for() {
        Target target = CATALOG.target("perplexity", "sonar");
        String found =
                "\"search_results\":[{\"url\":\"https://a.example\",\"snippet\":\"" + "x".repeat(3_000_000) + "\"}],";
        String stream = "data: {" + found
                + "\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"7\"}}]}\r\n\r\n"
                + "data: {" + found
                + "\"object\":\"chat.completion.done\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\r\n\r\n";

        assertThat(streamed(target, stream).text()).isEqualTo("7");
        assertThat(sent(target, Map.of("stream_mode", "concise"))).contains("\"stream_mode\":\"concise\"");
    }
}
