/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Whether a staging folder holds what Maven Central demands (central.sonatype.org/publish/requirements, read 2026-11-25),
 * but for signatures, and equals a second one byte for byte.
 */
public final class Staging {

    private static final String GROUP = "io/github/camel-llm";
    private static final Set<String> POMS = Set.of("camel-llm-parent", "camel-llm-bom");
    private static final Set<String> JARS = Set.of("camel-llm-component", "camel-llm-starter", "camel-llm-test");
    private static final List<String> OF_A_POM = List.of(".pom", "-cyclonedx.json");
    private static final List<String> OF_A_JAR =
            List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json");
    private static final int JAVA_17 = 61;

    private final Path group;
    private final List<String> problems = new ArrayList<>();
    /** By artifact and ending, without the version, which has the time of a snapshot in it. */
    private final Map<String, Path> files = new TreeMap<>();

    private Staging(Path folder) {
        this.group = folder.resolve(GROUP);
    }

    public static void main(String[] folders) throws Exception {
        Staging first = new Staging(Path.of(folders[0]));
        Staging second = new Staging(Path.of(folders[1]));
        first.check();
        second.check();
        List<String> problems = new ArrayList<>(first.problems);
        problems.addAll(second.problems);
        problems.addAll(first.differences(second));
        if (!problems.isEmpty()) {
            problems.forEach(problem -> System.out.println("ERROR: " + problem));
            System.exit(1);
        }
        System.out.println("The release is what Maven Central demands, and two builds of it are equal byte for byte: "
                + first.files.size() + " files of " + (POMS.size() + JARS.size()) + " artifacts.");
    }

    private void check() throws Exception {
        Set<String> expected = new TreeSet<>(POMS);
        expected.addAll(JARS);
        Set<String> found = new TreeSet<>();
        try (Stream<Path> artifacts = Files.list(group)) {
            artifacts.filter(Files::isDirectory).forEach(it -> found.add(it.getFileName().toString()));
        }
        if (!found.equals(expected)) {
            problems.add(group + " has " + found + ", but " + expected + " are to be published");
        }
        for (String artifact : expected) {
            if (found.contains(artifact)) {
                artifact(artifact);
            }
        }
    }

    private void artifact(String artifact) throws Exception {
        Path folder;
        try (Stream<Path> versions = Files.list(group.resolve(artifact))) {
            folder = versions.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        List<String> endings = JARS.contains(artifact) ? OF_A_JAR : OF_A_POM;
        Map<String, Path> mine = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("maven-metadata") || name.matches(".*\\.(md5|sha1|sha256|sha512|asc)")) {
                    continue;
                }
                String ending = endings.stream()
                        .filter(name::endsWith)
                        .max((a, b) -> Integer.compare(a.length(), b.length()))
                        .orElse("");
                if (ending.isEmpty() || mine.put(ending, file) != null) {
                    problems.add(file + " is not expected");
                }
                checksum(file, "MD5");
                checksum(file, "SHA-1");
            }
        }
        for (String ending : endings) {
            Path file = mine.get(ending);
            if (file == null) {
                problems.add(folder + " has no file that ends in " + ending);
            } else {
                files.put(artifact + ending, file);
                content(ending, file);
            }
        }
    }

    private void content(String ending, Path file) throws Exception {
        switch (ending) {
            case ".pom" -> pom(file);
            case "-sources.jar" -> holds(file, "a source", name -> name.endsWith(".java"));
            case "-javadoc.jar" -> holds(file, "index.html", name -> name.equals("index.html"));
            case ".jar" -> classes(file);
            default -> {
                if (!Files.readString(file).contains("\"bomFormat\" : \"CycloneDX\"")) {
                    problems.add(file + " is no CycloneDX document");
                }
            }
        }
    }

    private void checksum(Path file, String algorithm) throws Exception {
        Path sum = file.resolveSibling(
                file.getFileName() + "." + algorithm.replace("-", "").toLowerCase(Locale.ROOT));
        byte[] digest = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file));
        if (!Files.exists(sum)
                || !Files.readString(sum).strip().equals(HexFormat.of().formatHex(digest))) {
            problems.add(sum + " is missing or wrong");
        }
    }

    private void holds(Path jar, String what, Predicate<String> wanted) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.stream().noneMatch(entry -> wanted.test(entry.getName()))) {
                problems.add(jar + " lacks " + what);
            }
        }
    }

    private void classes(Path jar) throws IOException {
        holds(jar, "a class", name -> name.endsWith(".class"));
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().filter(it -> it.getName().endsWith(".class")).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] head = in.readNBytes(8);
                    if (((head[6] & 0xff) << 8) + (head[7] & 0xff) > JAVA_17) {
                        problems.add(jar + ": " + entry.getName() + " needs more than Java 17");
                    }
                }
            }
        }
    }

    /** What Central reads in a POM may come from its parent. */
    private void pom(Path file) throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        Element parent = child(project, "parent");
        if (parent != null && !text(parent, "artifactId").equals("camel-llm-parent")) {
            problems.add(file + " has a parent that is not published: " + text(parent, "artifactId"));
        }
        for (String own : List.of("modelVersion", "artifactId", "name", "description")) {
            if (text(project, own).isEmpty()) {
                problems.add(file + " has no " + own);
            }
        }
        if (parent == null) {
            for (String path : List.of(
                    "groupId",
                    "version",
                    "url",
                    "licenses/license/name",
                    "licenses/license/url",
                    "developers/developer/name",
                    "scm/connection",
                    "scm/developerConnection",
                    "scm/url")) {
                if (at(project, path).isEmpty()) {
                    problems.add(file + " has no " + path);
                }
            }
        }
        if (text(project, "artifactId").equals("camel-llm-bom")) {
            managed(file, project);
        }
        for (String banned : List.of("repositories", "pluginRepositories")) {
            if (child(project, banned) != null) {
                problems.add(file + " names repositories of its own");
            }
        }
    }

    private void managed(Path file, Element project) {
        Set<String> managed = new TreeSet<>();
        var names = ((Element) project.getElementsByTagName("dependencyManagement").item(0))
                .getElementsByTagName("artifactId");
        for (int i = 0; i < names.getLength(); i++) {
            managed.add(names.item(i).getTextContent());
        }
        if (!managed.equals(JARS)) {
            problems.add(file + " manages " + managed + ", but " + new TreeSet<>(JARS) + " are published");
        }
    }

    private List<String> differences(Staging other) throws IOException {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path twin = other.files.get(file.getKey());
            if (twin == null || Files.mismatch(file.getValue(), twin) >= 0) {
                found.add("not reproducible: " + file.getKey() + entries(file.getValue(), twin));
            }
        }
        return found;
    }

    private static String entries(Path one, Path two) throws IOException {
        if (two == null || !one.toString().endsWith(".jar")) {
            return "";
        }
        List<String> differ = new ArrayList<>();
        try (ZipFile a = new ZipFile(one.toFile());
                ZipFile b = new ZipFile(two.toFile())) {
            for (var entry : a.stream().toList()) {
                var twin = b.getEntry(entry.getName());
                if (twin == null
                        || !Arrays.equals(
                                a.getInputStream(entry).readAllBytes(),
                                b.getInputStream(twin).readAllBytes())) {
                    differ.add(entry.getName());
                }
            }
        }
        return " in " + differ.stream().limit(10).toList();
    }

    private static Element child(Element of, String name) {
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return null;
    }

    private static String at(Element from, String path) {
        Element at = from;
        for (String name : path.split("/")) {
            at = at == null ? null : child(at, name);
        }
        return at == null ? "" : at.getTextContent().strip();
    }

    private static String text(Element of, String name) {
        return at(of, name);
    }
}
