/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.error.ErrorKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one profile. Not thread-safe; used once. */
final class ProfileFile {

    private static final List<String> SCHEMES = Arrays.stream(AuthSpec.Scheme.values())
            .map(scheme -> scheme.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> KINDS =
            Arrays.stream(ErrorKind.values()).map(Enum::name).toList();

    private final String file;
    private final YamlText text;
    private final Map<String, Map<String, QuirkType>> dialects;
    private final Function<String, Optional<ProviderProfile>> bases;
    private final SourceReader sources = new SourceReader();

    ProfileFile(
            String file,
            Map<String, Map<String, QuirkType>> dialects,
            Function<String, Optional<ProviderProfile>> bases) {
        this.file = file;
        this.text = new YamlText(file);
        this.dialects = dialects;
        this.bases = bases;
    }

    ProviderProfile read(String yaml) {
        YamlMap map = text.parse(yaml);
        ProviderProfile profile = map == null ? null : profile(map);
        text.check();
        if (profile == null) {
            throw new IllegalStateException(file + " was not read, but no problem was found");
        }
        return profile;
    }

    private @Nullable ProviderProfile profile(YamlMap map) {
        map.only(
                "id",
                "extends",
                "name",
                "aliases",
                "dialect",
                "sources",
                "source",
                "baseUrl",
                "regions",
                "auth",
                "headers",
                "paths",
                "apis",
                "resource",
                "requestIdHeaders",
                "defaultModel",
                "quirks",
                "errors",
                "unsupported",
                "pricing",
                "about",
                "models");
        String id = id(map);
        ProviderProfile base = map.read("extends", this::base);
        sources.readTable(map, base);
        String dialect = dialect(map, base);
        if (id == null || dialect == null) {
            return null;
        }
        FactReader facts = new FactReader(sources, dialect, dialects.getOrDefault(dialect, Map.of()));
        PriceReader prices = new PriceReader(sources, id, map.read("pricing", YamlValue::map));
        ProviderProfile before = base == null
                ? ProviderProfile.builder(id, dialect, sources.common()).build()
                : base;
        Map<String, String> regions = merged(before.regions(), map.read("regions", this::urls));
        AccessReader access = new AccessReader(sources, dialects);
        Map<String, ApiSpec> apis = access.apis(map.get("apis"), before.apis());
        ProviderProfile.Builder profile = renamed(before, id, dialect)
                .regions(regions)
                .headers(merged(before.headers(), map.read("headers", HeaderNames::headers)))
                .paths(merged(before.paths(), map.read("paths", AccessReader::paths)))
                .apis(apis)
                .quirks(facts.quirks(map.get("quirks"), before.quirks()))
                .unsupported(facts.unsupported(map.get("unsupported"), before.unsupported()))
                .models(new ModelReader(sources, facts, prices, names(apis)).models(map.get("models"), before.models()))
                .about(new AboutReader(sources, regions.keySet()).about(map.get("about"), before.about()))
                .sources(sources.table());
        set(map.read("name", YamlValue::string), profile::name);
        set(map.read("aliases", this::aliases), profile::aliases);
        set(map.read("baseUrl", this::url), profile::baseUrl);
        set(map.read("resource", AccessReader::resource), profile::resource);
        set(map.read("auth", ProfileFile::auth), profile::auth);
        set(map.read("requestIdHeaders", YamlValue::strings), profile::requestIdHeaders);
        set(map.read("defaultModel", this::defaultModel), profile::defaultModel);
        set(map.read("errors", list -> errors(list, before.errors())), profile::errors);
        if (base == null) {
            map.required("name", "as the provider writes itself");
        }
        return profile.build();
    }

    private @Nullable String id(YamlMap map) {
        YamlValue value = map.required("id", "the first segment of the URI, llm:<id>/<model>");
        String id = value == null ? null : value.string();
        if (value == null || id == null) {
            return null;
        }
        if (!id.matches("[a-z][a-z0-9-]*")) {
            value.problem("'" + id + "' must be lower-case letters, digits and hyphens, beginning with a letter");
            return null;
        }
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        if (!name.equals(id + ".yaml")) {
            value.problem("the file of provider '" + id + "' must be called " + id + ".yaml, not " + name);
        }
        return id;
    }

    private @Nullable ProviderProfile base(YamlValue value) {
        String id = value.string();
        if (id == null) {
            return null;
        }
        Optional<ProviderProfile> base = bases.apply(id);
        if (base.isEmpty()) {
            value.problem("there is no provider '" + id + "' to extend");
        }
        return base.orElse(null);
    }

    private @Nullable String dialect(YamlMap map, @Nullable ProviderProfile base) {
        YamlValue value = map.get("dialect");
        if (value == null && map.has("extends")) {
            return base == null ? null : base.dialect();
        }
        List<String> known = List.copyOf(dialects.keySet());
        YamlValue needed = map.required("dialect", "the wire protocol, one of " + String.join(", ", known));
        return needed == null ? null : needed.oneOf("dialect", known, name -> name);
    }

    /** What extends another provider under an id of its own does not take its other names. */
    private ProviderProfile.Builder renamed(ProviderProfile base, String id, String dialect) {
        ProviderProfile.Builder copy = ProviderProfile.builder(id, dialect, sources.common())
                .baseUrl(base.baseUrl())
                .resource(base.resource())
                .auth(base.auth())
                .defaultModel(base.defaultModel())
                .requestIdHeaders(base.requestIdHeaders())
                .errors(base.errors());
        return base.id().equals(id) ? copy.name(base.name()).aliases(base.aliases()) : copy;
    }

    private List<String> aliases(YamlValue value) {
        List<String> names = value.strings();
        names.stream()
                .filter(name -> !name.matches("[a-z][a-z0-9-]*"))
                .forEach(name -> value.problem(
                        "'" + name + "' must be lower-case letters, digits and hyphens, beginning with a letter"));
        return names;
    }

    /** An address, or one with placeholders, which is looked at when they are filled in. */
    private @Nullable String url(YamlValue value) {
        String url = value.string();
        if (url == null) {
            return null;
        }
        if (url.contains("{{")) {
            return url;
        }
        if (!absolute(url)) {
            value.problem("'" + url + "' is not an absolute http or https URL without user, query and fragment");
        } else if (url.endsWith("/")) {
            value.problem("'" + url + "' must not end with a slash: paths begin with one");
        }
        return url;
    }

    private static boolean absolute(String url) {
        try {
            URI uri = URI.create(url);
            boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            return bare && uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    static boolean followsAHost(String path) {
        try {
            return URI.create("https://host.example" + path).getRawFragment() == null;
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    private Map<String, String> urls(YamlValue value) {
        Map<String, String> urls = new LinkedHashMap<>();
        YamlMap map = value.map();
        if (map != null) {
            map.entries().forEach((region, entry) -> {
                String url = url(entry);
                if (url != null) {
                    urls.put(region, url);
                }
            });
        }
        return urls;
    }

    private static @Nullable AuthSpec auth(YamlValue value) {
        YamlMap map = value.map();
        if (map == null) {
            return null;
        }
        map.only("scheme", "name", "environment", "required", "signingName");
        YamlValue named = map.required("scheme", "one of " + String.join(", ", SCHEMES));
        AuthSpec.Scheme scheme = named == null
                ? null
                : named.oneOf("scheme", SCHEMES, it -> AuthSpec.Scheme.valueOf(it.toUpperCase(Locale.ROOT)));
        boolean byName = scheme == AuthSpec.Scheme.HEADER || scheme == AuthSpec.Scheme.QUERY;
        if (byName) {
            map.required("name", "the header or query parameter that carries the key");
        }
        String name = scheme == null ? null : map.read("name", it -> HeaderNames.carrier(it, scheme));
        List<String> environment = map.read("environment", YamlValue::strings);
        Boolean required = map.read("required", YamlValue::flag);
        String signingName = map.read("signingName", YamlValue::string);
        return scheme == null
                ? null
                : new AuthSpec(
                        scheme,
                        name != null ? name : scheme == AuthSpec.Scheme.BEARER ? "Authorization" : "",
                        environment == null ? List.of() : environment,
                        required == null ? scheme != AuthSpec.Scheme.NONE : required,
                        signingName);
    }

    private ProviderProfile.@Nullable DatedModel defaultModel(YamlValue value) {
        YamlMap map = value.map();
        if (map == null) {
            return null;
        }
        map.only("model", "source");
        YamlValue model = map.required("model", "the model that is used when nobody names one");
        String id = model == null ? null : model.string();
        return id == null ? null : new ProviderProfile.DatedModel(id, sources.of(map));
    }

    private static List<ErrorRule> errors(YamlValue list, List<ErrorRule> before) {
        List<ErrorRule> rules = new ArrayList<>();
        for (YamlValue value : list.list()) {
            YamlMap map = value.map();
            ErrorRule rule = map == null ? null : error(map);
            if (rule != null) {
                rules.add(rule);
            }
        }
        rules.addAll(before);
        return rules;
    }

    private static @Nullable ErrorRule error(YamlMap map) {
        map.only("kind", "status", "code", "message");
        YamlValue named = map.required("kind", "one of " + String.join(", ", KINDS));
        ErrorKind kind = named == null ? null : named.oneOf("kind of error", KINDS, ErrorKind::valueOf);
        Integer status = map.read("status", it -> it.count(100));
        String code = map.read("code", YamlValue::word);
        String message = map.read("message", YamlValue::string);
        if (!map.has("status") && !map.has("code") && !map.has("message")) {
            map.problem("a rule needs a 'status', a 'code' or a part of the 'message'");
            return null;
        }
        boolean any = status != null || code != null || message != null;
        return kind == null || !any ? null : new ErrorRule(kind, status, code, message);
    }

    private static List<String> names(Map<String, ApiSpec> apis) {
        List<String> names = new ArrayList<>(apis.keySet());
        names.add(0, ProviderProfile.USUAL_API);
        return names;
    }

    private static Map<String, String> merged(Map<String, String> before, @Nullable Map<String, String> own) {
        Map<String, String> all = new LinkedHashMap<>(before);
        all.putAll(own == null ? Map.of() : own);
        return all;
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
