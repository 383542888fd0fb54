/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a model says, before a wire form is chosen. Made by {@link Reply}; read by {@link SimulatedWire}s. Immutable.
 */
public final class Answer implements Cloneable {

    /**
     * A tool that the model wants to be called.
     *
     * @param id null for an id in the provider's own style
     * @param arguments the JSON text of the arguments, sent as it is
     */
    public record ToolCall(@Nullable String id, String name, String arguments) {}

    /** A source that the answer rests on. */
    public record Citation(String url, String title, String snippet) {}

    /** Spoken output. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Audio(byte[] data, String transcript) {}

    @Nullable
    String text;

    @Nullable
    String reasoning;

    @Nullable
    String refusal;

    @Nullable
    String finish;

    @Nullable
    Tokens usage;

    @Nullable
    Audio audio;

    @Nullable
    String model;

    @Nullable
    String serviceTier;

    @Nullable
    BigDecimal cost;

    List<ToolCall> toolCalls = List.of();
    List<String> alternatives = List.of();
    List<String> chunks = List.of();
    List<Citation> citations = List.of();
    List<float[]> vectors = List.of();
    Consumer<ObjectNode> rewrite = node -> {};
    int chunkWords = 1;
    boolean endless;

    Answer() {}

    Answer copy() {
        try {
            return (Answer) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text, or nothing when the model only calls tools. */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    public Optional<String> reasoning() {
        return Optional.ofNullable(reasoning);
    }

    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    public Optional<Audio> audio() {
        return Optional.ofNullable(audio);
    }

    public List<ToolCall> toolCalls() {
        return toolCalls;
    }

    public List<Citation> citations() {
        return citations;
    }

    /** Texts of the second and further choices, for requests that want more than one. */
    public List<String> alternatives() {
        return alternatives;
    }

    /** Embedding vectors, one for each input; empty for vectors made from the inputs. */
    public List<float[]> vectors() {
        return vectors;
    }

    /** The finish reason in the provider's own word; nothing for the usual one. */
    public Optional<String> finish() {
        return Optional.ofNullable(finish);
    }

    /** Reported token counts; nothing for counted words. */
    public Optional<Tokens> usage() {
        return Optional.ofNullable(usage);
    }

    /** The model that answers; nothing for the one that was asked. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    public Optional<String> serviceTier() {
        return Optional.ofNullable(serviceTier);
    }

    /** The provider's bill in USD, where the provider sends one. */
    public Optional<BigDecimal> cost() {
        return Optional.ofNullable(cost);
    }

    /** Whether the text never ends. */
    public boolean endless() {
        return endless;
    }

    /** Changes each JSON object of the answer before it is sent. */
    public Consumer<ObjectNode> rewrite() {
        return rewrite;
    }

    /** The pieces in which a text is streamed. Joined they are the text, byte for byte. */
    public Iterator<String> pieces(String whole) {
        if (!chunks.isEmpty() && whole.equals(text)) {
            return chunks.iterator();
        }
        return new WordPieces(whole, chunkWords);
    }
}
