/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import io.github.camelllm.profile.FactAge;
import io.github.camelllm.profile.ProfileCheck;
import io.github.camelllm.profile.ProviderProfile;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The report of facts that should be read again. */
final class OldFacts {

    /** How long a fact is fresh. */
    static final Period FRESH = Period.ofDays(60);

    /** Where the report of a build stands. */
    static final String FILE = "docs/target/old-facts.txt";

    private final LocalDate today;

    OldFacts(Clock clock) {
        this.today = LocalDate.now(clock);
    }

    /** A line for each document that is too old: provider, document, kind, day, age, and what hangs on it. */
    String report(Collection<ProviderProfile> profiles) {
        List<FactAge> old = new ProfileCheck(today, FRESH).oldFacts(profiles);
        String head = "Facts older than " + FRESH.getDays() + " days on " + today + ": " + old.size()
                + (old.size() == 1 ? " document" : " documents") + "\n";
        return old.stream().map(OldFacts::line).collect(Collectors.joining("\n", head, old.isEmpty() ? "" : "\n"));
    }

    private static String line(FactAge age) {
        String facts = age.facts().isEmpty() ? "no fact names it" : String.join(", ", age.facts());
        return age.provider() + ": " + age.days() + " days, read on "
                + age.source().checked() + " (" + age.source().kind().key() + "): "
                + age.source().document() + " [" + facts + "]";
    }
}
