/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileReaderErrorsTest {

    private static final ProfileReader READER = new ProfileReader(Map.of(
            "openai-chat",
            Map.of(
                    "maxTokensField", QuirkType.TEXT,
                    "streamUsage", QuirkType.FLAG,
                    "requestFields", QuirkType.LIST,
                    "efforts", QuirkType.MAP)));

    private static final String KEYS =
            "id, extends, name, aliases, dialect, sources, source, baseUrl, regions, auth, headers,"
                    + " paths, apis, resource, requestIdHeaders, defaultModel, quirks, errors, unsupported, pricing, about, models";
    private static final String FEATURES =
            Arrays.stream(Feature.values()).map(Feature::setting).collect(Collectors.joining(", "));
    private static final String KINDS =
            Arrays.stream(ErrorKind.values()).map(Enum::name).collect(Collectors.joining(", "));
    private static final String BUCKETS = String.join(", ", BucketNames.all());

    private static final String HEAD = """
            id: acme
            name: Acme
            dialect: openai-chat
            source: {document: acme docs, checked: 2026-11-01}
            """;

    private static final String PRICED = HEAD + "models:\n  - id: m\n    prices:\n      - ";

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void a_malformed_profile_is_told_where_it_is_wrong_and_what_is_allowed(String what, String yaml, String problem) {
        assertThatThrownBy(() -> READER.read("acme.yaml", yaml)).isInstanceOfSatisfying(LlmException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
            assertThat(e.details().attempts()).isZero();
            assertThat(e).hasMessage("profile acme.yaml:" + problem);
        });
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("an empty file", "", "1:1: the file is empty; a profile begins with 'id:'"),
                Arguments.of("a list instead of a map", "- id: acme\n", "1:1: expected a map of keys, found a list"),
                Arguments.of(
                        "broken YAML",
                        HEAD + "auth: {scheme: bearer\nmodels: []\n",
                        "6:7: not YAML: expected ',' or '}', but got :"),
                Arguments.of(
                        "a tab as indent",
                        HEAD + "auth:\n\tscheme: bearer\n",
                        "6:1: not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                Arguments.of(
                        "a key that stands twice", HEAD + "name: Other\n", "5:1: key 'name' stands twice; remove one"),
                Arguments.of("a key that is no text", HEAD + "[a, b]: 1\n", "5:1: a key must be a text"),
                Arguments.of(
                        "an unknown key",
                        HEAD + "modles: []\n",
                        "5:1: unknown key 'modles'; did you mean 'models'? Allowed keys: " + KEYS),
                Arguments.of(
                        "an unknown key without a near name",
                        HEAD + "zzzzzzzz: 1\n",
                        "5:1: unknown key 'zzzzzzzz'. Allowed keys: " + KEYS),
                Arguments.of(
                        "no id",
                        "name: Acme\ndialect: openai-chat\nsource: {document: d, checked: 2026-11-01}\n",
                        "1:1: key 'id' is missing: the first segment of the URI, llm:<id>/<model>"),
                Arguments.of(
                        "an id with capitals",
                        "id: Acme\nname: Acme\ndialect: openai-chat\nsource: {document: acme docs, checked: 2026-11-01}\n",
                        "1:5: id: 'Acme' must be lower-case letters, digits and hyphens, beginning with a letter"),
                Arguments.of(
                        "an id that is not the file's name",
                        "id: acne\nname: Acme\ndialect: openai-chat\nsource: {document: acme docs, checked: 2026-11-01}\n",
                        "1:5: id: the file of provider 'acne' must be called acne.yaml, not acme.yaml"),
                Arguments.of(
                        "an unknown dialect",
                        "id: acme\nname: Acme\ndialect: openai-caht\nsource: {document: acme docs, checked: 2026-11-01}\n",
                        "3:10: dialect: unknown dialect 'openai-caht'; did you mean 'openai-chat'? Allowed: openai-chat"),
                Arguments.of(
                        "no dialect",
                        "id: acme\nname: Acme\nsource: {document: acme docs, checked: 2026-11-01}\n",
                        "1:1: key 'dialect' is missing: the wire protocol, one of openai-chat"),
                Arguments.of(
                        "no source",
                        "id: acme\nname: Acme\ndialect: openai-chat\n",
                        "1:1: key 'source' is missing: say where the facts of this file come from, {document: …, checked: 2026-08-21} or a key of 'sources'"),
                Arguments.of(
                        "a source without a day",
                        "id: acme\nname: Acme\ndialect: openai-chat\nsource: {document: acme docs}\n",
                        "4:9: source: key 'checked' is missing: the day it was read, such as 2026-08-21"),
                Arguments.of(
                        "a day that does not exist",
                        "id: acme\nname: Acme\ndialect: openai-chat\nsource: {document: acme docs, checked: 2026-02-30}\n",
                        "4:40: source.checked: expected a date such as 2026-08-21, found '2026-02-30'"),
                Arguments.of(
                        "a source that is not in the table",
                        "id: acme\nname: Acme\ndialect: openai-chat\nsource: docs\n",
                        "4:9: source: the file has no table 'sources'; write {document: …, checked: 2026-08-21} here, or a table"),
                Arguments.of(
                        "a tag that YAML does not know how to read",
                        "!l%e",
                        "1:5: not YAML: Tag must not contain leading or trailing spaces."),
                Arguments.of(
                        "an unknown kind of source",
                        "id: acme\nname: Acme\ndialect: openai-chat\nsource: {document: acme docs, checked: 2026-11-01, kind: recordings}\n",
                        "4:58: source.kind: unknown kind of source 'recordings'; did you mean 'recording'? Allowed: recording, vendorSdk, vendorDocument, documentation, thirdParty"),
                Arguments.of(
                        "a number for a text",
                        "id: acme\nname: 17\ndialect: openai-chat\nsource: {document: acme docs, checked: 2026-11-01}\n",
                        "2:7: name: expected a text, found the number 17"),
                Arguments.of(
                        "nothing for a text",
                        "id: acme\nname:\ndialect: openai-chat\nsource: {document: acme docs, checked: 2026-11-01}\n",
                        "2:6: name: expected a text, found nothing"),
                Arguments.of(
                        "a base URL with a slash at its end",
                        HEAD + "baseUrl: https://acme.example/v1/\n",
                        "5:10: baseUrl: 'https://acme.example/v1/' must not end with a slash: paths begin with one"),
                Arguments.of(
                        "a base URL without a scheme",
                        HEAD + "baseUrl: acme.example/v1\n",
                        "5:10: baseUrl: 'acme.example/v1' is not an absolute http or https URL without user, query and fragment"),
                Arguments.of(
                        "a region that is no URL",
                        HEAD + "regions: {eu: ftp://acme.example}\n",
                        "5:15: regions.eu: 'ftp://acme.example' is not an absolute http or https URL without user, query and fragment"),
                Arguments.of(
                        "an unknown way to log in",
                        HEAD + "auth: {scheme: beaver}\n",
                        "5:16: auth.scheme: unknown scheme 'beaver'; did you mean 'bearer' or 'header'? Allowed: none, bearer, header, query, google"),
                Arguments.of(
                        "a header login without the header's name",
                        HEAD + "auth: {scheme: header, environment: [ACME_KEY]}\n",
                        "5:7: auth: key 'name' is missing: the header or query parameter that carries the key"),
                Arguments.of(
                        "a path without a slash",
                        HEAD + "paths: {chat: chat/completions}\n",
                        "5:9: paths: path 'chat/completions' must begin with a slash"),
                Arguments.of(
                        "an unknown quirk",
                        HEAD + "quirks: {maxTokenField: max_tokens}\n",
                        "5:10: quirks: dialect 'openai-chat' has no quirk 'maxTokenField'; did you mean 'maxTokensField'? Allowed: efforts, maxTokensField, requestFields, streamUsage"),
                Arguments.of(
                        "a text for a flag",
                        HEAD + "quirks: {streamUsage: \"yes\"}\n",
                        "5:23: quirks.streamUsage: expected true or false, found 'yes'"),
                Arguments.of(
                        "a text for a list",
                        HEAD + "quirks: {requestFields: model}\n",
                        "5:25: quirks.requestFields: expected a list, found 'model'"),
                Arguments.of(
                        "a list for a map",
                        HEAD + "quirks: {efforts: [low, high]}\n",
                        "5:19: quirks.efforts: expected a map of keys, found a list"),
                Arguments.of(
                        "an unknown kind of error",
                        HEAD + "errors:\n  - {kind: RATE_LIMITTED, status: 429}\n",
                        "6:12: errors[0].kind: unknown kind of error 'RATE_LIMITTED'; did you mean 'RATE_LIMITED'? Allowed: "
                                + KINDS),
                Arguments.of(
                        "an error rule that fits everything",
                        HEAD + "errors:\n  - {kind: RATE_LIMITED}\n",
                        "6:5: errors[0]: a rule needs a 'status', a 'code' or a part of the 'message'"),
                Arguments.of(
                        "an unknown feature in unsupported",
                        HEAD + "unsupported:\n  temprature: {reason: no}\n",
                        "6:3: unsupported: unknown key 'temprature'; did you mean 'temperature'? Allowed keys: "
                                + FEATURES),
                Arguments.of(
                        "no reason for what is not supported",
                        HEAD + "unsupported:\n  topK: {source: {document: d, checked: 2026-11-01}}\n",
                        "6:9: unsupported.topK: key 'reason' is missing: quote the provider's own sentence, or what it answers"),
                Arguments.of(
                        "an unknown feature of a model",
                        HEAD + "models:\n  - {id: m, features: [tool]}\n",
                        "6:24: models[0].features[0]: unknown feature 'tool'; did you mean 'tools' or 'topK' or 'topP'? Allowed: "
                                + FEATURES),
                Arguments.of(
                        "a feature that stands twice",
                        HEAD + "models:\n  - {id: m, features: [tools, tools]}\n",
                        "6:31: models[0].features[1]: 'tools' stands twice in the list; remove one"),
                Arguments.of(
                        "a model without an id",
                        HEAD + "models:\n  - {context: 1000}\n",
                        "6:5: models[0]: key 'id' is missing: the provider's name of the model"),
                Arguments.of(
                        "an unknown role of a model",
                        HEAD + "models:\n  - {id: m, role: smal}\n",
                        "6:19: models[0].role: unknown role of a model 'smal'; did you mean 'small'? Allowed: large, small, specialty"),
                Arguments.of(
                        "a role of two models",
                        HEAD + "models:\n  - {id: m, role: small}\n  - {id: n, role: small}\n",
                        "7:13: models[1]: 'm' and 'n' have the same role; take it from one of them"),
                Arguments.of(
                        "a model that stands twice",
                        HEAD + "models:\n  - {id: m}\n  - {id: m}\n",
                        "7:10: models[1].id: model 'm' stands twice; remove one"),
                Arguments.of(
                        "an alias of two models",
                        HEAD + "models:\n  - {id: m, aliases: [x]}\n  - {id: n, aliases: [x]}\n",
                        "6:3: models: 'x' names both 'm' and 'n'. Take the alias away from one"),
                Arguments.of(
                        "a context window in words",
                        HEAD + "models:\n  - {id: m, context: 128k}\n",
                        "6:22: models[0].context: expected a whole number from 1 upwards, found '128k'"),
                Arguments.of(
                        "a context window that is too large",
                        HEAD + "models:\n  - {id: m, context: 99999999999}\n",
                        "6:22: models[0].context: expected a whole number from 1 to 2147483647, found the number 99999999999"),
                Arguments.of(
                        "a model of an unknown kind",
                        HEAD + "models:\n  - {id: m, kind: embeddings}\n",
                        "6:19: models[0].kind: unknown kind of model 'embeddings'; did you mean 'embedding'? Allowed: chat, embedding"),
                Arguments.of(
                        "prices without rates",
                        PRICED + "{from: 2026-01-01}\n",
                        "8:9: models[0].prices[0]: key 'rates' is missing: the price of 1,000,000 tokens by bucket, such as {input: 0.15, output: 0.60}"),
                Arguments.of(
                        "an unknown bucket",
                        PRICED + "{rates: {input: 1, cached: 0.1}}\n",
                        "8:28: models[0].prices[0].rates: unknown key 'cached'. Allowed keys: " + BUCKETS),
                Arguments.of(
                        "a negative rate",
                        PRICED + "{rates: {input: -1}}\n",
                        "8:25: models[0].prices[0].rates.input: expected a decimal number from 0 upwards, such as 0.15, found the number -1"),
                Arguments.of(
                        "a rate in words",
                        PRICED + "{rates: {input: cheap}}\n",
                        "8:25: models[0].prices[0].rates.input: expected a decimal number from 0 upwards, such as 0.15, found 'cheap'"),
                Arguments.of(
                        "a rate that is not a number",
                        PRICED + "{rates: {input: .nan}}\n",
                        "8:25: models[0].prices[0].rates.input: expected a decimal number from 0 upwards, such as 0.15, found the number .nan"),
                Arguments.of(
                        "a rate beyond all bounds",
                        PRICED + "{rates: {input: 1e999999999}}\n",
                        "8:25: models[0].prices[0].rates.input: expected a decimal number from 0 upwards, such as 0.15, found the number 1e999999999"),
                Arguments.of(
                        "a rate for one token",
                        PRICED + "{rates: {input: 3e-5}}\n",
                        "8:25: models[0].prices[0].rates.input: 0.00003 for 1,000,000 tokens looks like a price for one token; multiply it by 1,000,000, or write {rate: 0.00003, per: 1}"),
                Arguments.of(
                        "a rate for requests without a unit",
                        PRICED + "{rates: {requests: 5}}\n",
                        "8:28: models[0].prices[0].rates.requests: say the unit: {rate: 5, per: 1000}"),
                Arguments.of(
                        "a rate that refers to nothing",
                        PRICED + "{rates: {output: 1, cacheRead: input}}\n",
                        "8:40: models[0].prices[0].rates.cacheRead: 'input' has no rate of its own here that could be taken"),
                Arguments.of(
                        "a rate with neither number nor attribute",
                        PRICED + "{rates: {requests: {per: 1000}}}\n",
                        "8:28: models[0].prices[0].rates.requests: a rate has either 'rate', or 'by' (an attribute of the answer) with 'rates' by its value"),
                Arguments.of(
                        "an attribute's value without a rate",
                        PRICED + "{rates: {requests: {by: size, rates: {low: 5}, otherwise: lo, per: 1000}}}\n",
                        "8:67: models[0].prices[0].rates.requests.otherwise: unknown value 'lo'; did you mean 'low'? Allowed: low"),
                Arguments.of(
                        "a currency that is none",
                        PRICED + "{currency: dollars, rates: {input: 1}}\n",
                        "8:20: models[0].prices[0].currency: 'dollars' is not an ISO 4217 code, such as USD"),
                Arguments.of(
                        "a period that ends before it begins",
                        PRICED + "{from: 2026-05-01, until: 2026-01-01, rates: {input: 1}}\n",
                        "8:9: models[0].prices[0]: 'until' (2026-01-01) is the first day after the period and must be later than 'from' (2026-05-01)"),
                Arguments.of(
                        "periods that overlap",
                        PRICED + "{rates: {input: 1}}\n      - {from: 2026-05-01, rates: {input: 2}}\n",
                        "8:7: models[0].prices: periods overlap: one ends never, the next begins on 2026-05-01. Set 'from' and 'until' (the first day after)"),
                Arguments.of(
                        "a tier without a size",
                        PRICED + "{rates: {input: 1}, tiers: [{multiply: 2}]}\n",
                        "8:37: models[0].prices[0].tiers[0]: a tier has either 'above' or 'atOrAbove', the prompt tokens as the provider compares them"),
                Arguments.of(
                        "a tier that forgets a bucket",
                        PRICED + "{rates: {input: 1, output: 2}, tiers: [{above: 200000, multiply: {input: 2}}]}\n",
                        "8:74: models[0].prices[0].tiers[0].multiply: no factor for output; give one for each bucket that has a rate (1: unchanged)"),
                Arguments.of(
                        "tiers that descend",
                        PRICED + "{rates: {input: 1}, tiers: [{above: 200, multiply: 2}, {above: 100, multiply: 3}]}\n",
                        "8:36: models[0].prices[0].tiers: tiers must ascend, but 100 follows 200"),
                Arguments.of(
                        "a tier with both rates and factors",
                        PRICED + "{rates: {input: 1}, tiers: [{above: 200, multiply: 2, rates: {input: 2}}]}\n",
                        "8:37: models[0].prices[0].tiers[0]: give either 'rates' (own rates) or 'multiply' (one factor, or one for each bucket)"),
                Arguments.of(
                        "an unknown time zone",
                        PRICED
                                + "{rates: {input: 1}, windows: [{name: peak, zone: Mars/Base, hours: [\"01:00-04:00\"], multiply: 2}]}\n",
                        "8:58: models[0].prices[0].windows[0].zone: unknown time zone 'Mars/Base'; use UTC or a name such as Asia/Shanghai"),
                Arguments.of(
                        "hours that are none",
                        PRICED + "{rates: {input: 1}, windows: [{name: peak, hours: [\"1-4\"], multiply: 2}]}\n",
                        "8:60: models[0].prices[0].windows[0].hours[0]: expected hours such as \"01:00-04:00\" or \"22:00-06:00\", found '1-4'"),
                Arguments.of(
                        "an unknown day",
                        PRICED
                                + "{rates: {input: 1}, windows: [{name: peak, days: [mon], hours: [\"01:00-04:00\"], multiply: 2}]}\n",
                        "8:59: models[0].prices[0].windows[0].days[0]: unknown day 'mon'. Allowed: monday, tuesday, wednesday, thursday, friday, saturday, sunday"),
                Arguments.of(
                        "a provider that cannot be extended",
                        "id: acme\nextends: openia\nsource: {document: d, checked: 2026-11-01}\n",
                        "2:10: extends: there is no provider 'openia' to extend"),
                Arguments.of(
                        "nesting without end", "id: " + "[".repeat(25), "1:24: not YAML: nested deeper than 20 levels"),
                Arguments.of(
                        "a default model without a name",
                        HEAD + "defaultModel: {source: {document: d, checked: 2026-11-01}}\n",
                        "5:15: defaultModel: key 'model' is missing: the model that is used when nobody names one"));
    }

    @Test
    void all_problems_of_a_file_are_told_together_in_the_order_of_their_lines() {
        String yaml = """
                id: acme
                nmae: Acme
                dialect: openai-chat
                source: {document: acme docs, checked: 2026-13-01}
                baseUrl: acme
                models:
                  - {id: m, context: many}
                """;

        assertThatThrownBy(() -> READER.read("acme.yaml", yaml))
                .hasMessage("5 problems in profiles:"
                        + "\n  acme.yaml:1:1: key 'name' is missing: as the provider writes itself"
                        + "\n  acme.yaml:2:1: unknown key 'nmae'; did you mean 'name'? Allowed keys: " + KEYS
                        + "\n  acme.yaml:4:40: source.checked: expected a date such as 2026-08-21, found '2026-13-01'"
                        + "\n  acme.yaml:5:10: baseUrl: 'acme' is not an absolute http or https URL without user, query and fragment"
                        + "\n  acme.yaml:7:22: models[0].context: expected a whole number from 1 upwards, found 'many'")
                .cause()
                .isInstanceOfSatisfying(
                        ProfileException.class, e -> assertThat(e.problems()).hasSize(5));
    }

    @Test
    void a_reference_to_a_source_that_the_table_lacks_names_those_it_has() {
        String yaml = """
                id: acme
                name: Acme
                dialect: openai-chat
                sources: {docs: {document: d, checked: 2026-11-01}, spec: {document: s, checked: 2026-11-01}}
                source: dosc
                """;

        assertThatThrownBy(() -> READER.read("acme.yaml", yaml))
                .hasMessage(
                        "profile acme.yaml:5:9: source: unknown source 'dosc'; did you mean 'docs'? Allowed: docs, spec");
    }
}
