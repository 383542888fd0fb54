/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a picture, a sound or a document are: exactly one of {@code url}, {@code data} and {@code fileId}.
 * The array is not copied: do not change it afterwards.
 *
 * @param url where the provider can fetch it
 * @param data the bytes themselves
 * @param fileId the provider's id of an uploaded file
 * @param mediaType such as {@code image/png}; required with {@code data}
 * @param name a file name; null: none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its bytes, below
public record Media(
        @Nullable URI url,
        byte @Nullable [] data,
        @Nullable String fileId,
        @Nullable String mediaType,
        @Nullable String name) {

    public Media {
        int sources = (url == null ? 0 : 1) + (data == null ? 0 : 1) + (fileId == null ? 0 : 1);
        if (sources != 1) {
            throw new IllegalArgumentException(
                    "media has exactly one of url, data and fileId, but " + sources + " were given");
        }
        if (data != null && mediaType == null) {
            throw new IllegalArgumentException("media given as bytes needs a mediaType, such as image/png");
        }
    }

    /** Media that the provider fetches by itself. */
    public static Media at(URI url) {
        return new Media(Objects.requireNonNull(url), null, null, null, null);
    }

    /** Media given as bytes. */
    public static Media of(byte[] data, String mediaType) {
        return new Media(null, Objects.requireNonNull(data), null, mediaType, null);
    }

    /** The same media under a file name. */
    public Media named(String fileName) {
        return new Media(url, data, fileId, mediaType, fileName);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Media m
                && Objects.equals(url, m.url)
                && Arrays.equals(data, m.data)
                && Objects.equals(fileId, m.fileId)
                && Objects.equals(mediaType, m.mediaType)
                && Objects.equals(name, m.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(url, Arrays.hashCode(data), fileId, mediaType, name);
    }

    /** Says where the bytes are, never what they are. */
    @Override
    public String toString() {
        String source = url != null ? "url" : data != null ? data.length + " bytes" : "fileId " + fileId;
        return "Media[" + source + ", " + mediaType + ", " + name + "]";
    }
}
