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
import io.github.camelllm.profile.Residency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls to an area, by what the provider's profile says. What is unknown is outside.
 *
 * @param provider the provider's facts
 * @param settings where calls go
 * @param area such as {@code eu}
 */
record Boundary(ProviderProfile provider, TargetSettings settings, String area) {

    private static final String OWN =
            "Choose another provider, or state what you know in a profile of your own, under about.residency";

    /**
     * Looks whether calls stay inside.
     *
     * @param model null: none is named yet
     * @throws LlmException INVALID_REQUEST for a name that is no area, UNSUPPORTED_FEATURE when calls may leave it
     */
    void check(@Nullable String model) {
        if (!Residency.area(area)) {
            throw refused(
                    ErrorKind.INVALID_REQUEST, model, "residency is '" + area + "'; allowed are " + Residency.AREAS);
        }
        Residency row = provider.about().residency().get(area);
        Place place = place();
        if (row == null || !place.known() || !row.holds(place.region())) {
            throw refused(ErrorKind.UNSUPPORTED_FEATURE, model, notMet(place, row));
        }
        if (model != null && row.excepts(model)) {
            throw refused(
                    ErrorKind.UNSUPPORTED_FEATURE,
                    model,
                    "residency=" + area + " is not met: calls of the model '" + model + "' may leave the area, whatever"
                            + " the region; " + words(row));
        }
    }

    /** A base URL of the user's own is known only if it is one of the profile's. */
    private Place place() {
        if (settings.choice().resource() != null || (settings.baseUrl() == null && provider.resource() != null)) {
            return new Place(false, null, "the address of a resource");
        }
        String url = settings.baseUrl();
        if (url == null) {
            return new Place(
                    true,
                    settings.region(),
                    settings.region() == null ? "its standard address" : "region '" + settings.region() + "'");
        }
        String bare = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        Optional<String> region = provider.regions().entrySet().stream()
                .filter(entry -> entry.getValue().equals(bare))
                .map(Map.Entry::getKey)
                .findFirst();
        String shown = "the base URL " + bare;
        if (bare.equals(provider.baseUrl())) {
            return new Place(true, null, shown);
        }
        return region.map(name -> new Place(true, name, shown + ", region '" + name + "'"))
                .orElseGet(() -> new Place(false, null, shown + ", which its profile does not have"));
    }

    private String notMet(Place place, @Nullable Residency row) {
        String what = "residency=" + area + " is not met by ";
        if (row == null) {
            return what + "any way that is known, and what is unknown counts as not met. " + known() + OWN;
        }
        if (!row.offered()) {
            return what + "this provider: " + words(row) + ". " + known() + OWN;
        }
        List<String> ways = new ArrayList<>();
        if (row.standard()) {
            ways.add("its standard address");
        }
        row.regions().forEach(region -> ways.add("region=" + region));
        String unknown = place.known() ? "" : ", and what is unknown counts as not met";
        return what + place.words() + unknown + ". Allowed: " + String.join(", ", ways) + "; " + words(row);
    }

    private String known() {
        List<String> areas = provider.about().residency().entrySet().stream()
                .filter(entry -> entry.getValue().offered())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return areas.isEmpty() ? "" : "Areas that it is known to keep to: " + String.join(", ", areas) + ". ";
    }

    private static String words(Residency row) {
        return "the provider says: '" + row.means() + "' (" + row.source().document() + ", "
                + row.source().checked() + ")";
    }

    private LlmException refused(ErrorKind kind, @Nullable String model, String what) {
        return ErrorDetails.of(kind, what)
                .target(provider.id(), model)
                .attempts(0)
                .exception();
    }

    /** A way that calls go; without a region where it is the standard one. */
    private record Place(boolean known, @Nullable String region, String words) {}
}
