/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.model.Money;
import io.github.camelllm.profile.Quirks;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The provider's own bill within its usage. */
final class Bill {

    private static final String[] NOWHERE = {};

    private final String[] path;
    private final String[] ownKeyPath;
    private final String unit;
    private final String currency;
    private @Nullable BigDecimal amount;
    private @Nullable BigDecimal ownKey;
    private boolean byOwnKey;

    Bill(Quirks quirks) {
        path = split(quirks.text(OpenAiQuirks.BILL_PATH, ""));
        ownKeyPath = split(quirks.text(OpenAiQuirks.BILL_OWN_KEY_PATH, ""));
        unit = quirks.text(OpenAiQuirks.BILL_UNIT, "1");
        currency = quirks.text(OpenAiQuirks.BILL_CURRENCY, "USD");
    }

    private static String[] split(String dotted) {
        return dotted.isEmpty() ? NOWHERE : dotted.split("\\.");
    }

    void clear() {
        amount = null;
        ownKey = null;
        byOwnKey = false;
    }

    boolean in(String member) {
        return path.length > 0
                && (path[0].equals(member)
                        || ownKeyPath.length > 0 && (ownKeyPath[0].equals(member) || member.equals("is_byok")));
    }

    void member(String name, @Nullable Object value) {
        if (path[0].equals(name)) {
            amount = decimal(path, value);
        }
        if (ownKeyPath.length > 0 && ownKeyPath[0].equals(name)) {
            ownKey = decimal(ownKeyPath, value);
        }
        byOwnKey |= name.equals("is_byok") && Boolean.TRUE.equals(value);
    }

    private static @Nullable BigDecimal decimal(String[] path, @Nullable Object first) {
        Object at = first;
        for (int i = 1; i < path.length; i++) {
            at = at instanceof Map<?, ?> map ? map.get(path[i]) : null;
        }
        if (at instanceof BigDecimal decimal) {
            return decimal;
        }
        return at instanceof Long whole ? BigDecimal.valueOf(whole) : null;
    }

    @Nullable
    Money money() {
        if (amount == null || amount.signum() < 0) {
            return null;
        }
        BigDecimal sum = byOwnKey && ownKey != null ? amount.add(ownKey) : amount;
        return new Money(sum.multiply(new BigDecimal(unit)), currency);
    }
}
