/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.Notice;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Quirks;
import io.github.camelllm.profile.Source;
import io.github.camelllm.profile.Target;
import io.github.camelllm.profile.Unsupported;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON body of one request while it is written: which members may stand in it, and what was left out. For one thread.
 */
public final class RequestBody {

    private final Target target;
    private final String operation;
    private final Quirks quirks;
    private final Map<String, Object> options;
    private final List<String> allowed;
    private final List<String> omitted;
    private final ByteChunks.Writer bytes = ByteChunks.writer();
    private final JsonWriter json = JsonWriter.to(bytes);
    private final List<String> written = new ArrayList<>(8);
    private final List<Notice> notices = new ArrayList<>(0);

    /**
     * Begins the body.
     *
     * @param operation {@code chat} or {@code embed}
     * @param options members that the user adds to the provider's own request
     * @param allowed the only members that the provider takes; empty: any
     * @param omitted members that are not to be sent
     */
    public RequestBody(
            Target target, String operation, Map<String, Object> options, List<String> allowed, List<String> omitted) {
        this.target = target;
        this.operation = operation;
        this.options = options;
        this.allowed = allowed;
        this.omitted = omitted;
        quirks = target.quirks();
        json.beginObject();
    }

    /** The target's. */
    public Quirks quirks() {
        return quirks;
    }

    /** Writes the body; for members of the top level use {@link #member}. */
    public JsonWriter json() {
        return json;
    }

    /** Whether the provider's own options hold the member. */
    public boolean hasOption(String field) {
        return options.containsKey(field);
    }

    /** Whether a setting can be sent as the member; if not, a notice says why. */
    public boolean takes(Feature feature, String field) {
        Optional<Unsupported> lack = target.lacks(feature);
        if (lack.isPresent()) {
            notice(feature.setting(), because(lack.get()));
            return false;
        }
        return takes(feature.setting(), field);
    }

    /** Whether a setting can be sent as the member; if not, a notice says why. */
    public boolean takes(String setting, String field) {
        String top = field.indexOf('.') < 0 ? field : field.substring(0, field.indexOf('.'));
        if (omitted.contains(top)) {
            notice(setting, "the profile says that " + top + " is not to be sent");
            return false;
        }
        if (!allowed.isEmpty() && !allowed.contains(top)) {
            notice(setting, "the provider refuses requests with a member " + top);
            return false;
        }
        return true;
    }

    /**
     * Begins a member that carries a setting.
     *
     * @throws LlmException INVALID_REQUEST when the user's own options hold it as well
     */
    public JsonWriter member(String field, String setting) {
        if (options.containsKey(field)) {
            throw problem(
                    ErrorKind.INVALID_REQUEST,
                    "both the setting " + setting + " and providerOptions." + field
                            + " are given; leave one of them out");
        }
        written.add(field);
        return json.name(field);
    }

    /** Says, once, that a setting was not sent and why, with the source of the provider's profile. */
    public void notice(String setting, String reason) {
        notice(setting, reason, target.provider().source());
    }

    /** The same, when it is a quirk that says so: with the source of the quirk. */
    public void notice(String setting, String reason, String quirk) {
        notice(setting, reason, target.source(quirk));
    }

    private void notice(String setting, String reason, Source source) {
        String message = setting + " was not sent to " + target + ": " + cited(reason, source);
        if (notices.stream().noneMatch(known -> known.message().equals(message))) {
            notices.add(new Notice(setting, message));
        }
    }

    /** Says that something was sent, but in another way, with the source of the provider's profile. */
    public void remark(String setting, String message) {
        notices.add(new Notice(setting, cited(message, target.provider().source())));
    }

    /** The same, when it is a quirk that says so: with the source of the quirk. */
    public void remark(String setting, String message, String quirk) {
        notices.add(new Notice(setting, cited(message, target.source(quirk))));
    }

    /** An error that stops the request before it is sent. */
    public LlmException problem(ErrorKind kind, String message) {
        return target.error(kind, message).operation(operation).attempts(0).exception();
    }

    /** The error for something that the target cannot take and that cannot be left out, with the source that says so. */
    public LlmException unsupported(String what, String reason) {
        return problem(
                ErrorKind.UNSUPPORTED_FEATURE,
                what + " cannot be sent: " + cited(reason, target.provider().source()));
    }

    /** The same, when it is a quirk that says so: with the source of the quirk. */
    public LlmException unsupported(String what, String reason, String quirk) {
        return problem(ErrorKind.UNSUPPORTED_FEATURE, what + " cannot be sent: " + cited(reason, target.source(quirk)));
    }

    /** The error for a combination that the target cannot take, with the source of the quirk that says so. */
    public LlmException refused(String reason, String quirk) {
        return problem(ErrorKind.UNSUPPORTED_FEATURE, cited(reason, target.source(quirk)));
    }

    /** The names of the provider's other APIs, which may take what this one does not. */
    public List<String> otherApis() {
        return target.provider().apis().keySet().stream().sorted().toList();
    }

    /**
     * Checks that the target has a feature without which the request makes no sense.
     *
     * @throws LlmException UNSUPPORTED_FEATURE
     */
    public void need(Feature feature, String what) {
        Optional<Unsupported> lack = target.lacks(feature);
        if (lack.isPresent()) {
            throw unsupported(what, because(lack.get()));
        }
    }

    /** Why the target lacks a feature, with the source; empty: it has it, as far as is known. */
    public Optional<String> lacks(Feature feature) {
        return target.lacks(feature).map(RequestBody::because);
    }

    /** Adds the profile's constant members and the provider's own options, and gives the whole. */
    public ByteChunks finish(Map<String, String> defaults) {
        defaults.forEach((field, value) -> {
            if (!written.contains(field) && !options.containsKey(field) && !omitted.contains(field)) {
                json.name(field).value(constant(value));
            }
        });
        options.forEach((field, value) -> {
            json.name(field);
            try {
                json.value(value);
            } catch (JsonException e) {
                throw problem(ErrorKind.INVALID_REQUEST, "providerOptions." + field + ": " + e.getMessage());
            }
        });
        json.endObject().close();
        return bytes.chunks();
    }

    /** What was not sent as asked. */
    public List<Notice> notices() {
        return notices;
    }

    private static @Nullable Object constant(String value) {
        try {
            return JsonTree.read(value);
        } catch (JsonException aText) {
            return value;
        }
    }

    private static String because(Unsupported lack) {
        return lack.reason() + " " + lack.source().cited();
    }

    /** The reason with its source, unless it is a row of the profile, which has its own. */
    private String cited(String reason, Source source) {
        boolean row = Arrays.stream(Feature.values())
                .flatMap(feature -> target.lacks(feature).stream())
                .anyMatch(lack -> reason.endsWith(lack.source().cited()));
        return row ? reason : reason + " " + source.cited();
    }
}
