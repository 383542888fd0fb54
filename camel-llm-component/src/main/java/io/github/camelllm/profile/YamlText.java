/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** One YAML file and the problems found in it. Not thread-safe. */
final class YamlText {

    private static final int MOST_ALIASES = 1000;

    private final String file;
    private final List<ProfileException.Problem> problems = new ArrayList<>();

    YamlText(String file) {
        this.file = file;
    }

    /** The root of the text; null when it is not YAML or not a map, which is a problem then. */
    @Nullable
    YamlMap parse(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowNonScalarKeys(true)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        StreamReader reader = new StreamReader(settings, text);
        try {
            Parser parser = new ShallowParser(new ParserImpl(settings, reader));
            Node root = composed(settings, parser, reader);
            if (root == null) {
                problem(1, 1, "the file is empty; a profile begins with 'id:'");
                return null;
            }
            return new YamlValue(this, root, "").map();
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().orElse(null);
            problem(
                    mark == null ? 1 : mark.getLine() + 1,
                    mark == null ? 1 : mark.getColumn() + 1,
                    "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problem(1, 1, "not YAML: " + e.getMessage());
        }
        return null;
    }

    /** The library does not take a tag such as {@code !a%} for a problem of the text. */
    private static @Nullable Node composed(LoadSettings settings, Parser parser, StreamReader reader) {
        try {
            return new Composer(settings, parser).getSingleNode().orElse(null);
        } catch (IllegalArgumentException e) {
            Optional<Mark> here = reader.getMark();
            throw new ParserException(String.valueOf(e.getMessage()), here);
        }
    }

    void problem(Node node, String text) {
        Mark mark = node.getStartMark().orElse(null);
        problem(mark == null ? 1 : mark.getLine() + 1, mark == null ? 1 : mark.getColumn() + 1, text);
    }

    private void problem(int line, int column, String text) {
        problems.add(new ProfileException.Problem(file, line, column, text));
    }

    /** Throws when there is any problem. */
    void check() {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(ProfileException.Problem::line)
                    .thenComparingInt(ProfileException.Problem::column));
            throw new ProfileException(problems);
        }
    }
}
