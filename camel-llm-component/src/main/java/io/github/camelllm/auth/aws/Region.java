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
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The region that a signature is made for: what the user set, what stands in the address, or what the environment says. */
final class Region {

    private static final String FIPS = "fips-";
    /** Such as {@code eu-central-1}, {@code us-gov-west-1} and {@code eusc-de-east-1}. */
    private static final Pattern NAME = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");

    private final @Nullable String set;
    private volatile @Nullable String ofEnvironment;

    /** @param set by the user; null: nothing */
    Region(@Nullable String set) {
        this.set = set == null || set.isBlank() ? null : set.startsWith(FIPS) ? set.substring(FIPS.length()) : set;
    }

    /** Whether {@link #of} answers without looking around, which may ask the metadata service of the machine. */
    boolean known(URI address) {
        return find(address).isPresent();
    }

    /**
     * The region's name. What the environment says is looked up once.
     *
     * @throws LlmException AUTHENTICATION_FAILED when nothing says it
     */
    String of(URI address) {
        return find(address).orElseGet(() -> {
            String found = ofEnvironment();
            ofEnvironment = found;
            return found;
        });
    }

    private Optional<String> find(URI address) {
        return Optional.ofNullable(set)
                .or(() -> inHost(String.valueOf(address.getHost())))
                .or(() -> Optional.ofNullable(ofEnvironment));
    }

    private static Optional<String> inHost(String host) {
        return Arrays.stream(host.split("\\."))
                .filter(label -> NAME.matcher(label).matches())
                .findFirst();
    }

    private static String ofEnvironment() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkClientException e) {
            throw ErrorDetails.of(
                            ErrorKind.AUTHENTICATION_FAILED,
                            "no region to sign for: set the option region, or AWS_REGION (" + e.getMessage() + ")")
                    .attempts(0)
                    .exception(e);
        }
    }
}
