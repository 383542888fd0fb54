/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for the models when there are no keys: classifies a ticket by its words and drafts an answer that names the
 * customer. All it knows is the request that it gets.
 */
final class SimulatedAgent {

    private static final Duration THINK_TIME = Duration.ofMillis(20);
    private static final Pattern CUSTOMER = Pattern.compile("Customer: (.+) \\((.+)\\)");
    private static final Pattern CATEGORY = Pattern.compile("Category: (\\w+), priority: (\\w+)");
    private static final Map<String, List<String>> CATEGORIES = new LinkedHashMap<>();
    private static final List<String> URGENT = List.of(
            "urgent", "immediately", "asap", "deadline", "dringend", "sofort", "urgente", "today", "aujourd'hui", "至急");
    private static final List<String> UNHAPPY = List.of(
            "unacceptable",
            "angry",
            "disappointed",
            "third time",
            "again",
            "ridiculous",
            "inakzeptabel",
            "enttäuscht",
            "déçu",
            "inaceptable",
            "困って",
            "😡");
    private static final List<String> HAPPY = List.of("thank", "great", "love", "danke", "merci", "gracias", "🎉", "❤");

    static {
        CATEGORIES.put(
                "billing",
                List.of(
                        "invoice",
                        "charged",
                        "refund",
                        "payment",
                        "rechnung",
                        "abgebucht",
                        "facture",
                        "remboursement",
                        "factura",
                        "reembolso",
                        "請求",
                        "fattura"));
        CATEGORIES.put(
                "shipping",
                List.of(
                        "parcel",
                        "delivery",
                        "tracking",
                        "paket",
                        "lieferung",
                        "colis",
                        "livraison",
                        "paquete",
                        "envío",
                        "配送",
                        "pacco"));
        CATEGORIES.put(
                "account",
                List.of(
                        "password",
                        "log in",
                        "login",
                        "account",
                        "passwort",
                        "konto",
                        "mot de passe",
                        "compte",
                        "contraseña",
                        "cuenta",
                        "パスワード"));
        CATEGORIES.put(
                "technical",
                List.of("error", "crash", "bug", "fehler", "stürzt", "erreur", "plante", "fallo", "エラー", "timeout"));
    }

    /** The answer to a chat request: a classification where a JSON schema is wanted, else a draft. */
    Reply answer(RecordedRequest request) {
        String ticket = request.prompt();
        String format = request.json().path("response_format").path("type").asText();
        String answer = format.equals("json_schema") ? classification(ticket) : draft(ticket);
        return Reply.text(answer).latency(THINK_TIME);
    }

    private static String classification(String ticket) {
        String text = ticket.toLowerCase(Locale.ROOT);
        String priority = any(text, URGENT) ? "high" : text.contains("(gold)") ? "medium" : "low";
        String sentiment = any(text, UNHAPPY) ? "negative" : any(text, HAPPY) ? "positive" : "neutral";
        return "{\"category\": \"%s\", \"priority\": \"%s\", \"sentiment\": \"%s\"}"
                .formatted(category(text), priority, sentiment);
    }

    private static String category(String text) {
        return CATEGORIES.entrySet().stream()
                .filter(category -> any(text, category.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("other");
    }

    private static String draft(String ticket) {
        String name = found(CUSTOMER, ticket, "customer");
        String category = found(CATEGORY, ticket, "request");
        int words = ticket.split("\\s+").length;
        return "Dear " + name + ",\n\nthank you for writing to us. We have read your " + words
                + " words, passed them to the colleagues who handle " + category
                + " questions, and will come back to you within one working day.\n\nKind regards,\nCustomer Care";
    }

    private static String found(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    private static boolean any(String text, List<String> words) {
        return words.stream().anyMatch(text::contains);
    }
}
