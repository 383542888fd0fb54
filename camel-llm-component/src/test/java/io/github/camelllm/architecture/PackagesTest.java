/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** The package table of the architecture: who may see whom. */
@AnalyzeClasses(packages = "io.github.camelllm", importOptions = PackagesTest.Production.class)
class PackagesTest {

    /** Without tests, wherever the build puts them. */
    static final class Production implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    private static final String ROOT = "io.github.camelllm.";

    @ArchTest
    static final ArchRule the_model_knows_only_the_jdk = sees("model");

    @ArchTest
    static final ArchRule errors_know_the_model = sees("error", "model");

    @ArchTest
    static final ArchRule json_knows_model_and_error = sees("json", "model", "error", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule http_knows_error = sees("http", "error", "org.apache.hc..", "org.slf4j..");

    @ArchTest
    static final ArchRule auth_knows_http_json_and_error = sees(
            "auth",
            "http",
            "json",
            "error",
            "com.google.api.client..",
            "com.google.auth..",
            "com.azure..",
            "software.amazon.awssdk..",
            "com.microsoft.aad.msal4j..",
            "reactor.core..",
            "javax.crypto..",
            "javax.xml.stream..");

    @ArchTest
    static final ArchRule only_logins_at_google_know_its_library =
            isolated("auth.google", "com.google.api..", "com.google.auth..");

    @ArchTest
    static final ArchRule only_logins_at_microsoft_know_its_library =
            isolated("auth.entra", "com.azure..", "com.microsoft..", "reactor..");

    @ArchTest
    static final ArchRule only_logins_at_aws_know_its_library = isolated("auth.aws", "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule profiles_know_model_json_and_error =
            sees("profile", "model", "json", "error", "org.snakeyaml..");

    @ArchTest
    static final ArchRule dialects_know_facts_and_bytes = sees("dialect", "model", "profile", "http", "json", "error");

    @ArchTest
    static final ArchRule dialects_do_not_know_each_other =
            slices().matching(ROOT + "dialect.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule the_client_knows_the_dialect_interface_and_no_dialect =
            sees("client", "model", "error", "profile", "auth", "http", "dialect", "org.slf4j..");

    @ArchTest
    static final ArchRule governance_knows_calls_and_no_bytes =
            sees("governance", "client", "profile", "model", "error", "java.sql..", "javax.sql..", "org.slf4j..");

    @ArchTest
    static final ArchRule routing_knows_calls_and_no_bytes =
            sees("routing", "governance", "client", "profile", "model", "error", "org.slf4j..");

    @ArchTest
    static final ArchRule no_package_but_runtime_and_camel_knows_camel = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "camel..", ROOT + "runtime..", ROOT + "test..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule the_runtime_knows_no_camel = noClasses()
            .that()
            .resideInAPackage(ROOT + "runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule camel_sees_no_bytes = noClasses()
            .that()
            .resideInAPackage(ROOT + "camel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "json..", ROOT + "dialect..", "com.fasterxml.jackson..", "org.apache.hc..");

    @ArchTest
    static final ArchRule no_cycles = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_secret_source_reads_the_environment = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + "auth.SecretSource")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule every_class_is_in_a_known_package = classes()
            .should()
            .resideInAnyPackage(packages(
                    "model",
                    "error",
                    "json",
                    "http",
                    "auth",
                    "profile",
                    "dialect",
                    "client",
                    "governance",
                    "routing",
                    "runtime",
                    "camel",
                    "test"));

    @ArchTest
    static final ArchRule the_simulator_shares_no_code_with_the_component = noClasses()
            .that()
            .resideInAPackage(ROOT + "test..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages(
                    "model",
                    "error",
                    "json",
                    "http",
                    "auth",
                    "profile",
                    "dialect",
                    "client",
                    "governance",
                    "routing",
                    "runtime",
                    "camel"))
            .because("the two must not make the same mistake together");

    @ArchTest
    static final ArchRule nobody_sleeps =
            noClasses().should().callMethod(Thread.class, "sleep", long.class).because("a wait is a scheduled task");

    private static ArchRule isolated(String owner, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + owner + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .because("the library need not be there");
    }

    private static ArchRule sees(String owner, String... others) {
        String[] allowed = Stream.of(packages(owner), packages(others), new String[] {
                    "java..", "javax.net..", "org.jspecify..", "jdk.."
                })
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ROOT + owner + "..")
                .should()
                .onlyDependOnClassesThat(
                        JavaClass.Predicates.resideInAnyPackage(allowed).or(JavaClass.Predicates.simpleName("void")))
                .as("package " + owner + " sees only " + Arrays.toString(others) + " and the JDK")
                .allowEmptyShould(true);
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names)
                .map(name -> name.contains("..") ? name : ROOT + name + "..")
                .toArray(String[]::new);
    }
}
