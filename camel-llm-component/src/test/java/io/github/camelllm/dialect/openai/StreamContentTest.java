/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static io.github.camelllm.dialect.openai.StreamDecodingTest.FINISH;
import static io.github.camelllm.dialect.openai.StreamDecodingTest.chunk;
import static io.github.camelllm.dialect.openai.StreamDecodingTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.TokenLogprob;
import io.github.camelllm.profile.Target;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamContentTest {

    private static ChatResponse decode(String... payloads) {
        return Streams.decode(Targets.plain(), Streams.events(payloads));
    }

    @Test
    void reasoning_is_read_under_each_of_its_names_and_not_twice() {
        ChatResponse answer = decode(
                chunk("{\"content\":null,\"reasoning_content\":\"a\"}"),
                chunk("{\"reasoning\":\"b\",\"channel\":\"analysis\"}"),
                chunk("{\"reasoning\":\"c\",\"reasoning_content\":\"c\"}"),
                text("7"),
                FINISH);

        assertThat(answer.first().parts()).containsExactly(new Part.Reasoning("abc", List.of()), Part.text("7"));
    }

    @Test
    void details_of_reasoning_are_joined_by_index_and_kept_to_be_sent_back() {
        ChatResponse answer = decode(
                chunk(
                        "{\"reasoning\":\"Sm\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"Sm\",\"format\":\"x\",\"index\":0}]}"),
                chunk(
                        "{\"reasoning\":\"all\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"all\",\"index\":0}]}"),
                chunk(
                        "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"signature\":\"sig\",\"text\":null,\"index\":0},5]}"),
                text("7"),
                chunk("{\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"abc\"}]}"),
                FINISH);

        assertThat(answer.first().parts())
                .containsExactly(
                        new Part.Reasoning(
                                "Small",
                                List.of(
                                        Map.of(
                                                "type",
                                                "reasoning.text",
                                                "text",
                                                "Small",
                                                "format",
                                                "x",
                                                "index",
                                                0L,
                                                "signature",
                                                "sig"),
                                        Map.of("type", "reasoning.encrypted", "data", "abc"))),
                        Part.text("7"));
    }

    @Test
    void content_may_change_from_text_to_chunks_within_one_stream() {
        ChatResponse answer = decode(
                text("x"),
                chunk(
                        "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Six times\"}]}]}"),
                chunk(
                        "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\" seven.\"}],\"closed\":true},"
                                + "{\"type\":\"text\",\"text\":\"4\"},\"2\",{\"type\":\"refusal\",\"refusal\":\"no\"},5]}"),
                FINISH);

        assertThat(answer.first().parts())
                .containsExactly(
                        Part.text("x"),
                        new Part.Reasoning("Six times seven.", List.of()),
                        Part.text("42"),
                        new Part.Refusal("no"));
    }

    @Test
    void refusals_and_logprobs_are_kept() {
        ChatResponse answer = decode(
                "{\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"I can\"},\"logprobs\":{\"content\":[{\"token\":\"I\",\"logprob\":-0.5,"
                        + "\"bytes\":[73],\"top_logprobs\":[{\"token\":\"I\",\"logprob\":-0.5},{\"token\":\"We\",\"logprob\":-2}]},7],\"refusal\":null}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"not\"},\"logprobs\":{\"content\":[{\"token\":null,\"logprob\":null,\"top_logprobs\":null}]}}]}",
                FINISH);

        assertThat(answer.first().parts()).containsExactly(new Part.Refusal("I cannot"));
        assertThat(answer.first().logprobs())
                .containsExactly(
                        new TokenLogprob(
                                "I",
                                -0.5,
                                List.of(new TokenLogprob("I", -0.5, List.of()), new TokenLogprob("We", -2, List.of()))),
                        new TokenLogprob("", 0, List.of()));
    }

    @Test
    void doubled_and_cumulative_texts_are_ignored() {
        ChatResponse answer = decode(
                "{\"choices\":[{\"index\":0,\"text\":\"7\",\"message\":{\"content\":\"7\"},\"delta\":{\"token_id\":22,\"content\":\"7\"}}]}",
                FINISH);

        assertThat(answer.text()).isEqualTo("7");
    }

    @Test
    void a_terminal_object_ends_the_stream_and_settles_the_bill() {
        Target target = Targets.with(
                OpenAiQuirks.TERMINAL_OBJECT, "chat.completion.done", OpenAiQuirks.BILL_PATH, "cost.total_cost");
        String head = "{\"id\":\"p1\",\"model\":\"sonar\",\"citations\":[\"https://a.example\"],"
                + "\"search_results\":[{\"title\":\"A\",\"url\":\"https://a.example\",\"snippet\":\"s\",\"date\":\"2026-01-02\"}],";
        byte[] stream = Streams.events(
                head + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1,\"cost\":{\"total_cost\":0}},"
                        + "\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"An\"},\"delta\":{\"content\":\"An\"}}]}",
                head + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":5,\"cost\":{\"total_cost\":0.00502}},"
                        + "\"object\":\"chat.completion.done\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"An\"},\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}",
                "not even JSON");

        List<StreamEvent> events = Streams.read(target, stream, 50);

        assertThat(events)
                .filteredOn(StreamEvent.UsageSeen.class::isInstance)
                .extracting(e -> ((StreamEvent.UsageSeen) e).bill())
                .containsExactly(null, Money.usd("0.00502"));
        assertThat(events)
                .filteredOn(StreamEvent.CitationsSeen.class::isInstance)
                .containsExactly(new StreamEvent.CitationsSeen(
                        List.of(new Citation("https://a.example", "A", "s", null, null, null, "2026-01-02"))));
        byte[] cut = Streams.events(head + "\"object\":\"chat.completion.chunk\",\"choices\":[{\"delta\":{}}]}");
        assertThat(Streams.failure(target, cut).kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
    }

    @Test
    void annotations_become_citations_and_grow() {
        ChatResponse answer = decode(
                chunk(
                        "{\"annotations\":[{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"https://a.example\",\"title\":\"A\",\"start_index\":1,\"end_index\":5}}]}"),
                chunk(
                        "{\"annotations\":[{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"https://b.example\",\"content\":\"c\"}},{\"type\":\"other\"}]}"),
                FINISH);

        assertThat(answer.citations())
                .containsExactly(
                        new Citation("https://a.example", "A", null, null, 1, 5, null),
                        new Citation("https://b.example", null, "c", null, null, null, null));
    }

    @Test
    void citations_and_search_results_are_told_once_and_in_the_order_that_the_text_counts() {
        ChatResponse answer = decode(
                "{\"citations\":[\"https://b.example\",\"https://a.example\"],\"search_results\":["
                        + "{\"url\":\"https://a.example\",\"title\":\"A\"},{\"url\":\"\",\"title\":\"attached\",\"source\":\"attachment\"},"
                        + "{\"url\":\"https://c.example\"},4],\"choices\":[{\"delta\":{\"content\":\"x\"}}]}",
                FINISH);

        assertThat(answer.citations())
                .extracting(Citation::url)
                .containsExactly("https://b.example", "https://a.example", "https://c.example", null);
        assertThat(answer.citations().get(1).title()).isEqualTo("A");
    }

    @Test
    void leading_think_tags_are_reasoning_however_they_are_cut() {
        Target target = Targets.with(OpenAiQuirks.THINK_TAGS, true);
        String plain = " <think>a < b</think>\n\n7 <think>x";

        for (int size = 1; size <= plain.length(); size++) {
            List<String> payloads = new ArrayList<>();
            for (int at = 0; at < plain.length(); at += size) {
                String piece = plain.substring(at, Math.min(at + size, plain.length()));
                payloads.add(text(piece.replace("\n", "\\n")));
            }
            payloads.add(FINISH);
            ChatResponse response = Streams.decode(target, Streams.events(payloads.toArray(String[]::new)));

            assertThat(response.first().parts())
                    .as("pieces of %d", size)
                    .containsExactly(new Part.Reasoning("a < b", List.of()), Part.text("7 <think>x"));
        }
    }

    @Test
    void think_tags_that_do_not_close_or_do_not_open_are_what_they_are() {
        Target target = Targets.with(OpenAiQuirks.THINK_TAGS, true);

        assertThat(Streams.decode(target, Streams.events(text("<think>a</thi"), FINISH))
                        .first()
                        .parts())
                .containsExactly(new Part.Reasoning("a</thi", List.of()));
        assertThat(Streams.decode(target, Streams.events(text("<thi"), FINISH)).text())
                .isEqualTo("<thi");
        assertThat(Streams.decode(target, Streams.events(text("a<think>"), FINISH))
                        .text())
                .isEqualTo("a<think>");
    }

    @Test
    void pictures_of_an_answer_arrive_as_parts() {
        ChatResponse answer = decode(
                chunk("{\"images\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AQID\"}},"
                        + "{\"image_url\":\"https://a.example/b.png\"},{\"image_url\":{\"url\":\"data:image/png,x\"}},"
                        + "{\"image_url\":{\"url\":\"not a url\"}},7]}"),
                FINISH);

        assertThat(answer.first().parts(Part.Image.class))
                .extracting(Part.Image::media)
                .containsExactly(
                        Media.of(new byte[] {1, 2, 3}, "image/png"), Media.at(URI.create("https://a.example/b.png")));
    }

    @Test
    void a_sound_in_pieces_arrives_once_with_its_transcript() {
        ChatRequest request = ChatRequest.builder()
                .user("Say hi")
                .providerOptions(Map.of("audio", Map.of("voice", "alloy", "format", "mp3")))
                .build();
        StreamDecoder decoder = Streams.DIALECT.chatStream(Headers.NONE, request, Targets.plain());
        List<StreamEvent> events = new ArrayList<>();
        byte[] stream = Streams.events(
                chunk("{\"audio\":{\"id\":\"audio_1\",\"transcript\":\"H\"}}"),
                chunk("{\"audio\":{\"data\":\"AQ==\",\"transcript\":\"i\"}}"),
                chunk("{\"audio\":{\"data\":\"AgM=\",\"expires_at\":5}}"),
                chunk("{\"audio\":null}"),
                FINISH);
        decoder.feed(ByteBuffer.wrap(stream), events::add);
        decoder.end(events::add);

        assertThat(events)
                .contains(new StreamEvent.PartArrived(
                        0, new Part.Audio(Media.of(new byte[] {1, 2, 3}, "audio/mpeg"), "Hi", "audio_1")));
    }

    @Test
    void extras_and_the_tier_are_told_once_and_kept() {
        Target target = Targets.with(OpenAiQuirks.EXTRAS, List.of("provider", "search_context_size", "citations"));
        String more = ",\"service_tier\":\"default\",\"provider\":\"Vendor\",\"citations\":[\"https://a.example\"],"
                + "\"usage\":{\"search_context_size\":\"low\",\"prompt_tokens\":1}}";
        byte[] stream = Streams.events(
                text("a").replaceFirst("}$", more), FINISH.replaceFirst("}$", more.replace("default", "flex")));

        List<StreamEvent> events = Streams.read(target, stream, 1000);
        ChatResponse answer = Streams.decode(target, stream);

        assertThat(events).filteredOn(StreamEvent.ExtrasSeen.class::isInstance).hasSize(4);
        assertThat(answer.serviceTier()).isEqualTo("default");
        assertThat(answer.extras())
                .isEqualTo(Map.of(
                        "provider", "Vendor", "search_context_size", "low", "citations", List.of("https://a.example")));
    }

    @Test
    void a_tier_within_the_usage_counts() {
        String finish = FINISH.replaceFirst("}$", ",\"usage\":{\"prompt_tokens\":1,\"service_tier\":\"priority\"}}");

        assertThat(decode(text("a"), finish).serviceTier()).isEqualTo("priority");
    }
}
