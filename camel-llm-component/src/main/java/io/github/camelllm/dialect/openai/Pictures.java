/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.model.Media;
import io.github.camelllm.model.Part;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Pictures of an answer: <code>{"type":"image_url","image_url":{"url":"…"}}</code>. */
final class Pictures {

    private Pictures() {}

    /** The picture; empty for anything else. */
    static Optional<Part> read(Object part) {
        if (!(part instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Object holder = map.get("image_url");
        Object url = holder instanceof Map<?, ?> object ? object.get("url") : holder;
        return url instanceof String text
                ? media(text).map(media -> new Part.Image(media, null, null))
                : Optional.empty();
    }

    private static Optional<Media> media(String url) {
        try {
            if (!url.startsWith("data:")) {
                return Optional.of(Media.at(new URI(url)));
            }
            int comma = url.indexOf(',');
            int type = url.indexOf(';');
            if (type < 0 || comma < type || !url.startsWith(";base64", type)) {
                return Optional.empty();
            }
            byte[] bytes = Base64.getMimeDecoder().decode(url.substring(comma + 1));
            return Optional.of(Media.of(bytes, url.substring("data:".length(), type)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
