/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Whom the cost of a call is counted for. Each value may be a Simple expression. */
@UriParams
public abstract class AttributionOptions extends ModelOptions {

    @UriParam(
            label = "governance",
            description =
                    "Tenant that the call is made for, for ledger and budgets; may be a Simple expression, such as"
                            + " ${header.tenant}.")
    private @Nullable String tenant;

    @UriParam(
            label = "governance",
            description = "Team that the call is made for, for ledger and budgets; may be a Simple expression.")
    private @Nullable String team;

    @UriParam(
            label = "governance",
            prefix = "tags.",
            multiValue = true,
            description =
                    "Further names by which the cost is counted, for ledger and budgets: tags.project=alpha. A value"
                            + " may be a Simple expression.")
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
