/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.ResourceSpec;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address of a provider: what the user set, before the region's, before the environment's, before the
 * profile's.
 *
 * @param placeholders resolves placeholders in it
 * @param environment variables by name
 */
record Addresses(UnaryOperator<String> placeholders, UnaryOperator<@Nullable String> environment) {

    Addresses(UnaryOperator<String> placeholders) {
        this(placeholders, System::getenv);
    }

    /**
     * The base URL, without a slash at the end.
     *
     * @throws LlmException INVALID_REQUEST when there is none, or it is none
     */
    String of(ProviderProfile profile, TargetSettings own) {
        ResourceSpec resource = profile.resource();
        if (resource != null) {
            return resource(profile, resource, own);
        }
        if (own.choice().resource() != null) {
            throw wrong(
                    profile,
                    "the option resource is for providers whose customers have resources of their own;"
                            + " leave it out");
        }
        if (own.choice().apiVersion() != null) {
            throw wrong(profile, "its API has no dated versions; leave the option apiVersion out");
        }
        if (own.baseUrl() != null) {
            return checked(profile, placeholders.apply(own.baseUrl()));
        }
        String url = null;
        if (own.region() != null) {
            url = profile.regions().get(own.region());
            if (url == null) {
                throw wrong(
                        profile,
                        "it has no region '" + own.region() + "'; known are "
                                + profile.regions().keySet().stream().sorted().toList());
            }
        }
        if (url == null) {
            url = profile.baseUrl();
        }
        if (url == null) {
            throw wrong(
                    profile, "it has no address of its own: set the option baseUrl, such as http://localhost:8000/v1");
        }
        return checked(
                profile, placeholders.apply(inProject(profile, url, own.choice().project())));
    }

    /** The address with the project in the place of its placeholder. */
    private static String inProject(ProviderProfile profile, String url, @Nullable String project) {
        if (project == null) {
            return url;
        }
        int begin = url.indexOf("{{");
        int end = url.indexOf("}}", begin + 2);
        if (begin < 0 || end < 0) {
            throw wrong(profile, "its address names no project; leave the option projectId out");
        }
        if (!project.matches("[A-Za-z0-9][A-Za-z0-9.:-]*")) {
            throw wrong(
                    profile,
                    "the option projectId is '" + project
                            + "'; a project has letters, digits, hyphens, dots and colons");
        }
        return url.substring(0, begin) + project + url.substring(end + 2);
    }

    /** The address of a resource, however much of the path below it the user wrote, with that path. */
    private String resource(ProviderProfile profile, ResourceSpec spec, TargetSettings own) {
        String named = named(spec, own);
        if (named == null) {
            throw wrong(
                    profile,
                    "it answers at an address of your own: set the option resource to your resource's name or address,"
                            + " or baseUrl"
                            + (spec.environment().isEmpty()
                                    ? ""
                                    : ", or the environment variable " + String.join(" or ", spec.environment())));
        }
        String given = placeholders.apply(named).strip();
        String address;
        if (given.contains("://")) {
            address = checked(profile, given);
        } else if (given.matches("[A-Za-z0-9][A-Za-z0-9-]*")) {
            address = spec.address().replace(ResourceSpec.NAME, given);
        } else {
            throw wrong(
                    profile,
                    "the resource '" + given + "' is neither a name (letters, digits and hyphens) nor an address that"
                            + " begins with https://");
        }
        ResourceSpec.Versioned dated = spec.versioned();
        String bare = without(address, spec.path());
        if (own.choice().apiVersion() == null) {
            return bare + spec.path();
        }
        if (dated == null) {
            throw wrong(profile, "its API has no dated versions; leave the option apiVersion out");
        }
        return bare + dated.path();
    }

    private @Nullable String named(ResourceSpec spec, TargetSettings own) {
        if (own.baseUrl() != null && own.choice().resource() == null) {
            return own.baseUrl();
        }
        if (own.choice().resource() != null) {
            return own.choice().resource();
        }
        return Optional.of(spec.environment()).stream()
                .flatMap(List::stream)
                .map(environment)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** The address without the path, or without as many of its first segments as stand at its end. */
    private static String without(String address, String path) {
        for (String ending = path; !ending.isEmpty(); ending = ending.substring(0, ending.lastIndexOf('/'))) {
            if (address.endsWith(ending)) {
                return address.substring(0, address.length() - ending.length());
            }
        }
        return address;
    }

    private static String checked(ProviderProfile profile, String url) {
        try {
            URI uri = URI.create(url);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            if (!http || uri.getHost() == null || !bare) {
                throw wrong(profile, "its baseUrl must be http(s)://host[:port]/path without user, query and fragment");
            }
        } catch (IllegalArgumentException e) {
            throw wrong(profile, "its baseUrl is not a URL: " + e.getMessage());
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    static LlmException wrong(ProviderProfile profile, String what) {
        return ErrorDetails.of(ErrorKind.INVALID_REQUEST, what)
                .target(profile.id(), null)
                .attempts(0)
                .exception();
    }
}
