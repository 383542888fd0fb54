/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.aws;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.Fetch;
import io.github.camelllm.http.RetryAfter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * What the Security Token Service answers: XML.
 *
 * @param host that answered
 * @param reply its reply
 * @param clock the time of day
 */
record RoleReply(String host, Fetch.Reply reply, InstantSource clock) {

    private static final int MOST_WORDS = 300;

    /** Credentials of a role, and their end. */
    record Credentials(AwsSessionCredentials identity, Instant end) {}

    Credentials credentials() {
        Map<String, String> said = texts();
        if (reply.status() < 200 || reply.status() > 299) {
            throw refusal(said);
        }
        try {
            return new Credentials(
                    AwsSessionCredentials.create(
                            needed(said, "AccessKeyId"), needed(said, "SecretAccessKey"), needed(said, "SessionToken")),
                    Instant.parse(needed(said, "Expiration")));
        } catch (DateTimeException e) {
            throw failure(ErrorKind.AUTHENTICATION_FAILED, "its Expiration is no time", e);
        }
    }

    private String needed(Map<String, String> said, String name) {
        String text = said.get(name);
        if (text == null || text.isBlank()) {
            throw failure(ErrorKind.AUTHENTICATION_FAILED, "its answer has no " + name, null);
        }
        return text;
    }

    private LlmException refusal(Map<String, String> said) {
        String code = said.getOrDefault("Code", "");
        ErrorKind kind = reply.status() == 429 || code.equals("Throttling")
                ? ErrorKind.RATE_LIMITED
                : reply.status() >= 500 ? ErrorKind.SERVER_ERROR : ErrorKind.AUTHENTICATION_FAILED;
        String words = (code + (code.isEmpty() ? "" : ": ") + said.getOrDefault("Message", "no explanation"))
                .replaceAll("\\p{Cntrl}+", " ");
        String cut = words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) + "..." : words;
        return ErrorDetails.of(kind, said("HTTP " + reply.status() + " " + cut))
                .said(null, code.isEmpty() ? null : code)
                .retryAfter(RetryAfter.of(reply.headers(), Clock.fixed(clock.instant(), ZoneOffset.UTC))
                        .orElse(null))
                .attempts(0)
                .exception();
    }

    /** The texts of all elements that have no others in them, by name: the last counts. */
    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader in = factory.createXMLStreamReader(reply.body().stream());
            StringBuilder text = new StringBuilder();
            while (in.hasNext()) {
                int event = in.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    text.setLength(0);
                } else if (event == XMLStreamReader.CHARACTERS || event == XMLStreamReader.CDATA) {
                    text.append(in.getText());
                } else if (event == XMLStreamReader.END_ELEMENT) {
                    texts.put(in.getLocalName(), text.toString().strip());
                    text.setLength(0);
                }
            }
            return texts;
        } catch (XMLStreamException e) {
            if (reply.status() >= 200 && reply.status() <= 299) {
                throw failure(ErrorKind.AUTHENTICATION_FAILED, "its answer is not XML", e);
            }
            return Map.of();
        }
    }

    private LlmException failure(ErrorKind kind, String what, @Nullable Throwable cause) {
        return ErrorDetails.of(kind, said(what)).attempts(0).exception(cause);
    }

    private String said(String what) {
        return "no credentials of the role from " + host + ": " + what;
    }
}
