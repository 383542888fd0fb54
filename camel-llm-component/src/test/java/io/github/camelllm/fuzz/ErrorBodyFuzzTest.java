/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.profile.Target;
import java.util.List;

class ErrorBodyFuzzTest {

    private static final List<Integer> STATUSES = List.of(400, 401, 402, 403, 404, 413, 422, 429, 500, 503);
    private static final Headers HEADERS = Headers.of("x-request-id", "r1");

    @FuzzTest(maxDuration = "")
    @DictionaryFile(resourcePath = "answers.dict")
    void every_body_of_an_error_is_an_error_that_can_be_shown(byte[] input) {
        Target target = FuzzedTargets.of(input);
        int status = STATUSES.get(Utf8.choice(input, 1, STATUSES.size()));
        WireReply reply = new WireReply(status, HEADERS, ByteChunks.of(Utf8.after(2, input)));

        LlmException error = FuzzedTargets.DIALECT.error(reply, "chat", target);

        Told.assertTelling(error);
    }
}
