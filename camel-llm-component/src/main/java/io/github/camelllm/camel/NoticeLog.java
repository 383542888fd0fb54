/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.model.Notice;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once for each target and setting that something was not sent as asked. Each answer says it too, in a header. */
final class NoticeLog {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeLog.class);
    private static final int MOST = 1_000;

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** Logs what has not been logged yet. */
    void say(String provider, String model, Iterable<Notice> notices) {
        for (Notice notice : notices) {
            if (said.size() < MOST && said.add(provider + "/" + model + " " + notice.setting())) {
                LOG.warn(
                        "{}/{}: {}: {} (said once; header {} says it each time)",
                        provider,
                        model,
                        notice.setting(),
                        notice.message(),
                        LlmHeaders.NOTICES);
            }
        }
    }
}
