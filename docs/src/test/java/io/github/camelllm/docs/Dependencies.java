/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** Reads what a POM says it needs. */
final class Dependencies {

    /** A dependency without its version. */
    record Artifact(String groupId, String artifactId) {

        String id() {
            return groupId + ":" + artifactId;
        }
    }

    private static final Set<String> AT_RUNTIME = Set.of("", "compile", "runtime");

    private Dependencies() {}

    /** The dependencies of scope compile and runtime that are not optional. */
    static List<Artifact> atRuntime(Path pom) {
        Element project = Xml.root(pom);
        List<Artifact> needed = new ArrayList<>();
        for (Element dependencies : Xml.children(project, "dependencies")) {
            for (Element dependency : Xml.children(dependencies, "dependency")) {
                boolean optional = Xml.text(dependency, "optional").equals("true");
                if (AT_RUNTIME.contains(Xml.text(dependency, "scope")) && !optional) {
                    needed.add(new Artifact(
                            group(project, Xml.text(dependency, "groupId")), Xml.text(dependency, "artifactId")));
                }
            }
        }
        return needed;
    }

    /** {@code ${project.groupId}} is the only variable that the POMs in question use. */
    private static String group(Element project, String groupId) {
        if (!groupId.contains("${")) {
            return groupId;
        }
        String own = Xml.text(project, "groupId");
        return own.isEmpty() ? Xml.text(Xml.children(project, "parent").get(0), "groupId") : own;
    }
}
