/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.springboot;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Properties that say whom the cost is counted for. A property that is not set changes nothing. */
public abstract class AttributionProperties extends ModelProperties {

    /**
     * Tenant that the call is made for, for ledger and budgets; may be a Simple expression, such as ${header.tenant}.
     */
    private @Nullable String tenant;

    /** Team that the call is made for, for ledger and budgets; may be a Simple expression. */
    private @Nullable String team;

    /**
     * Further names by which the cost is counted, for ledger and budgets: tags.project=alpha. A value may be a Simple
     * expression. This is a multi-value option with prefix: tags.
     */
    private Map<String, Object> tags = new LinkedHashMap<>();

    public @Nullable String getTenant() {
        return tenant;
    }

    public void setTenant(@Nullable String tenant) {
        this.tenant = tenant;
    }

    public @Nullable String getTeam() {
        return team;
    }

    public void setTeam(@Nullable String team) {
        this.team = team;
    }

    public Map<String, Object> getTags() {
        return tags;
    }

    public void setTags(Map<String, Object> tags) {
        this.tags = tags;
    }
}
