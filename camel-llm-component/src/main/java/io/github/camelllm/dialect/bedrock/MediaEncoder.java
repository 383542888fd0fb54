/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.Media;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes pictures, sounds, films and documents. Each kind has its own list of formats. */
final class MediaEncoder {

    private static final Map<String, String> IMAGES = Map.of(
            "image/png", "png", "image/jpeg", "jpeg", "image/jpg", "jpeg", "image/gif", "gif", "image/webp", "webp");
    private static final Map<String, String> SOUNDS = Map.ofEntries(
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/mp3", "mp3"),
            Map.entry("audio/opus", "opus"),
            Map.entry("audio/wav", "wav"),
            Map.entry("audio/x-wav", "wav"),
            Map.entry("audio/wave", "wav"),
            Map.entry("audio/aac", "aac"),
            Map.entry("audio/flac", "flac"),
            Map.entry("audio/mp4", "mp4"),
            Map.entry("audio/m4a", "m4a"),
            Map.entry("audio/ogg", "ogg"),
            Map.entry("audio/webm", "webm"));
    private static final Map<String, String> FILMS = Map.of(
            "video/x-matroska", "mkv",
            "video/quicktime", "mov",
            "video/mp4", "mp4",
            "video/webm", "webm",
            "video/x-flv", "flv",
            "video/mpeg", "mpeg",
            "video/x-ms-wmv", "wmv",
            "video/3gpp", "three_gp");
    private static final Map<String, String> DOCUMENTS = Map.of(
            "application/pdf", "pdf",
            "text/csv", "csv",
            "application/msword", "doc",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
            "application/vnd.ms-excel", "xls",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
            "text/html", "html",
            "text/plain", "txt",
            "text/markdown", "md");
    private static final int LONGEST_NAME = 200;

    private final RequestBody body;
    private final JsonWriter json;
    private final Set<String> names = new HashSet<>();

    MediaEncoder(RequestBody body) {
        this.body = body;
        json = body.json();
    }

    void image(Media media) {
        block("image", "an image", IMAGES, media);
        source("an image", media);
        json.endObject().endObject();
    }

    void audio(Media media) {
        block("audio", "audio", SOUNDS, media);
        source("audio", media);
        json.endObject().endObject();
    }

    /** A document, or a film, for which the neutral model has no kind of its own. */
    void file(Media media) {
        boolean film = String.valueOf(media.mediaType()).startsWith("video/");
        if (film) {
            block("video", "a film", FILMS, media);
            source("a film", media);
        } else {
            block("document", "a file", DOCUMENTS, media);
            json.member("name", name(media.name()));
            source("a file", media);
        }
        json.endObject().endObject();
    }

    /** A source that the answer may cite. */
    void document(Document document) {
        json.beginObject().name("document").beginObject().member("name", name(document.title()));
        json.name("source").beginObject().member("text", document.text()).endObject();
        if (!document.metadata().isEmpty()) {
            json.member("context", JsonTree.write(document.metadata()));
        }
        json.name("citations")
                .beginObject()
                .name("enabled")
                .bool(true)
                .endObject()
                .endObject()
                .endObject();
    }

    private void block(String member, String what, Map<String, String> formats, Media media) {
        String type = media.mediaType() == null ? "" : media.mediaType().toLowerCase(Locale.ROOT);
        String format = formats.get(type.split(";", 2)[0].strip());
        if (format == null) {
            throw body.unsupported(
                    what + (type.isEmpty() ? " without a media type" : " of type " + type),
                    "allowed are " + formats.keySet().stream().sorted().toList());
        }
        json.beginObject().name(member).beginObject().member("format", format);
    }

    private void source(String what, Media media) {
        json.name("source").beginObject();
        URI url = media.url();
        if (media.data() != null) {
            json.name("bytes").base64("", media.data());
        } else if (url != null && "s3".equalsIgnoreCase(url.getScheme())) {
            if (!body.quirks().is(BedrockQuirks.S3_MEDIA, true)) {
                throw body.unsupported(
                        what + " in S3", "the model takes bytes only; fetch it first", BedrockQuirks.S3_MEDIA);
            }
            json.name("s3Location").beginObject().member("uri", url.toString()).endObject();
        } else {
            throw body.unsupported(
                    what + (url == null ? " by a file id" : " at an address"),
                    "Converse takes bytes, or an object in S3 (s3://bucket/key); fetch it first");
        }
        json.endObject();
    }

    /**
     * A name of the characters that are allowed, which are letters, digits, single spaces, hyphens, parentheses and square
     * brackets, and which no other document of the request has.
     */
    private String name(@Nullable String given) {
        String bare = given == null ? "" : given.replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
        String clean = bare.replaceAll("[^A-Za-z0-9\\s()\\[\\]-]", "-")
                .replaceAll("\\s+", " ")
                .strip();
        if (!clean.equals(bare)) {
            body.remark(
                    "file name",
                    "the name of a file was sent as '" + clean
                            + "', because only letters, digits, single spaces, hyphens and brackets are allowed in it");
        }
        String base = clean.isEmpty() ? "document" : clean.substring(0, Math.min(LONGEST_NAME - 4, clean.length()));
        String name = base;
        for (int i = 2; !names.add(name); i++) {
            name = base + "-" + i;
        }
        return name;
    }
}
