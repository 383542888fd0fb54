/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import io.github.camelllm.profile.FactAge;
import io.github.camelllm.profile.ProviderProfile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The checklist of an integration: phases and gates with what checks them, and what is filled in for each provider. */
final class Checklist {

    private static final String TESTS = "camel-llm-component/src/test/java/io/github/camelllm/";
    private static final String DOCS = "docs/src/test/java/io/github/camelllm/docs/";
    private static final String STARTER = "camel-llm-starter/src/test/java/io/github/camelllm/springboot/";
    private static final String EXAMPLES = TESTS + "usecases/";

    private static final String VERIFY = "./mvnw verify";
    private static final String CI = ".ci/run";
    private static final String NOTHING = "–";

    static final List<Check> PHASES = List.of(
            new Check(
                    "Provider analysis",
                    "facts with source and day",
                    test("BuiltInProfilesTest"),
                    TESTS + "profile/BuiltInProfilesTest.java"),
            new Check("Planning", "people decide; nothing checks it", null),
            new Check(
                    "Environment",
                    "a simulator with the provider's wire instead of keys",
                    test("*ContractTest"),
                    TESTS + "contract/Bench.java"),
            new Check(
                    "Core adapter",
                    "what each provider owes: requests, answers, streams, errors",
                    test("*ContractTest"),
                    TESTS + "contract/RequestContractTest.java",
                    TESTS + "contract/AnswerContractTest.java"),
            new Check(
                    "Configuration",
                    "options as URI, properties and in Spring Boot",
                    VERIFY,
                    TESTS + "camel/PropertiesTest.java",
                    STARTER + "OptionsAndPropertiesTest.java"),
            new Check(
                    "Advanced features",
                    "streams, errors, cost, rate limits",
                    VERIFY,
                    TESTS + "contract/StreamContractTest.java",
                    TESTS + "contract/ErrorContractTest.java",
                    TESTS + "profile/GoldenPricesTest.java",
                    TESTS + "client/RateLimitsTest.java"),
            new Check(
                    "Unit tests",
                    "recordings, vendors' documents and SDKs, where there are any",
                    "CAMEL_LLM_REQUIRE_SHARED=true ./mvnw verify",
                    DOCS + "EvidenceTest.java"),
            new Check(
                    "Integration tests",
                    "the promised examples against the provider itself, with its key",
                    "./mvnw -Plive -pl camel-llm-component -am test -Dtest='*UseCasesTest'"
                            + " -Dsurefire.failIfNoSpecifiedTests=false",
                    EXAMPLES + "ProviderUseCases.java"),
            new Check(
                    "Manual tests",
                    "a person looks at the quickstart",
                    "./mvnw -q -Pquickstart -pl examples/quickstart -am verify",
                    "examples/quickstart/jbang/run.sh"),
            new Check(
                    "Provider docs",
                    "examples as routes; there are tables, and no page for each provider",
                    test("CountTest,*UseCasesTest"),
                    EXAMPLES + "CountTest.java"),
            new Check(
                    "Updates of docs",
                    "generated tables are what profiles and tests say",
                    VERIFY,
                    DOCS + "GeneratedTablesTest.java"),
            new Check("Navigation", "every page is reached, no link leads nowhere", VERIFY, DOCS + "LinksTest.java"),
            new Check(
                    "Review",
                    "format, warnings, Error Prone, architecture, coverage",
                    CI,
                    TESTS + "architecture/PackagesTest.java"),
            new Check(
                    "Validation",
                    "every code block is a tested source, prices are worked out by hand",
                    VERIFY,
                    DOCS + "CodeBlocksTest.java",
                    TESTS + "profile/GoldenPricesTest.java"),
            new Check("Commit and docs", "nothing generated has drifted; a person reads the changelog", CI, ".ci/run"),
            new Check(
                    "Target environment",
                    "Spring Boot, two lines of Camel, two JDKs; Camel K is not run",
                    CI,
                    STARTER + "ApplicationTest.java"),
            new Check(
                    "Monitoring",
                    "which facts have grown old",
                    "./mvnw -q -pl docs -am test -Dtest=OldFactsTest" + " -Dsurefire.failIfNoSpecifiedTests=false",
                    DOCS + "OldFactsTest.java"),
            new Check("Enhancements", "people decide; nothing checks it", null));

    static final List<Check> GATES = List.of(
            new Check(
                    "Function",
                    "the contract, for every provider",
                    test("*ContractTest"),
                    TESTS + "contract/RequestContractTest.java"),
            new Check("Tests", "coverage is held at a limit", VERIFY, "pom.xml"),
            new Check("Docs", "pages, blocks, tables and links", VERIFY, DOCS + "GeneratedTablesTest.java"),
            new Check(
                    "Performance",
                    "measured beside peers in the same run",
                    "./mvnw -q -Pbenchmarks -pl benchmarks -am verify -DskipTests -Dbenchmarks.run=full",
                    "benchmarks/README.md"),
            new Check(
                    "Security",
                    "secrets in no log, message, URI or JMX; TLS; foreign bytes are fuzzed",
                    VERIFY,
                    TESTS + "camel/SecretsTest.java",
                    TESTS + "http/TlsTest.java",
                    TESTS + "fuzz/AnswerFuzzTest.java"),
            new Check("Maintainability", "packages, sizes, cycles", VERIFY, TESTS + "architecture/PackagesTest.java"));

    private final List<ProviderProfile> profiles;
    private final List<Evidence> proved;

    Checklist(List<ProviderProfile> profiles, List<Evidence> proved) {
        this.profiles = profiles;
        this.proved = proved;
    }

    /** Phases or gates, numbered. */
    static String checks(List<Check> checks, String page) {
        List<List<String>> rows = new ArrayList<>();
        checks.forEach(check -> rows.add(List.of(
                String.valueOf(rows.size() + 1),
                check.title(),
                check.asks(),
                check.command() == null ? NOTHING : "`+" + check.command() + "+`",
                check.files().isEmpty()
                        ? NOTHING
                        : check.files().stream().map(Checklist::name).collect(Collectors.joining(", ")))));
        return new Table("1,3,5,6,4", List.of("#", "What", "Asks for", "Checked by", "Where"), rows).in(page);
    }

    /** What is known of each provider; no cell is written by hand. */
    String providers(String page) {
        List<List<String>> rows = new ArrayList<>();
        profiles.forEach(profile -> rows.add(List.of(
                "`" + profile.id() + "`",
                documents(profile),
                "`" + profile.dialect() + "`",
                priced(profile),
                evidence(profile),
                live(profile),
                examples(profile),
                oldest(profile).toString())));
        return new Table(
                        "3,3,3,2,4,2,2,2",
                        List.of(
                                "Provider",
                                "1 Documents read",
                                "4 Dialect",
                                "6 Models with a price",
                                "7 Capabilities by evidence",
                                "8 Live",
                                "10 Examples",
                                "17 Oldest fact"),
                        rows)
                .in(page);
    }

    private static String documents(ProviderProfile profile) {
        Map<String, Long> kinds = profile.sources().values().stream()
                .collect(Collectors.groupingBy(source -> source.kind().key(), TreeMap::new, Collectors.counting()));
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String priced(ProviderProfile profile) {
        long priced = profile.models().stream()
                .filter(model -> !model.prices().isEmpty())
                .count();
        return priced + " of " + profile.models().size();
    }

    private String evidence(ProviderProfile profile) {
        Map<Grade, Long> grades = Stream.of(Capability.values())
                .filter(capability -> capability.of(profile))
                .collect(Collectors.groupingBy(
                        capability -> Evidence.best(proved, profile.id(), capability),
                        () -> new EnumMap<>(Grade.class),
                        Collectors.counting()));
        return grades.entrySet().stream()
                .map(grade -> grade.getValue() + " " + grade.getKey().shortly())
                .collect(Collectors.joining(", "));
    }

    private String live(ProviderProfile profile) {
        long live = proved.stream()
                .filter(it -> it.provider().equals(profile.id()) && it.grade() == Grade.LIVE)
                .count();
        return live == 0 ? "not run" : live + " capabilities";
    }

    private static String examples(ProviderProfile profile) {
        String name = profile.id().replace("-", "");
        Optional<String> suite = Repo.files(EXAMPLES, "UseCasesTest.java")
                .filter(file -> name(file).toLowerCase(Locale.ROOT).equals("`" + name + "usecasestest`"))
                .findFirst();
        return suite.map(file -> String.valueOf(Repo.read(file)
                        .lines()
                        .filter(line -> line.contains("@UseCase("))
                        .count()))
                .orElse("none");
    }

    private static LocalDate oldest(ProviderProfile profile) {
        return FactAge.of(List.of(profile), LocalDate.EPOCH).stream()
                .map(age -> age.source().checked())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static String name(String file) {
        return "`" + file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.java$", "") + "`";
    }

    private static String test(String classes) {
        return "./mvnw -pl camel-llm-component -am test -Dtest='" + classes
                + "' -Dsurefire.failIfNoSpecifiedTests=false";
    }

    /**
     * One thing to check.
     *
     * @param title its name
     * @param asks what it asks for
     * @param command checks it; null: people do
     * @param files where the check stands
     */
    record Check(String title, String asks, @Nullable String command, List<String> files) {
        Check(String title, String asks, @Nullable String command, String... files) {
            this(title, asks, command, List.of(files));
        }
    }
}
