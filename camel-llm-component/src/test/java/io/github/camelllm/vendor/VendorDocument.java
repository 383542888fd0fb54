/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** A vendor's OpenAPI document, put right where it is known to be wrong. It stands beside the project, not in it. */
final class VendorDocument {

    private static final Map<String, JsonNode> READ = new ConcurrentHashMap<>();

    private final String name;
    private final JsonNode root;

    VendorDocument(String name, JsonNode root) {
        if (!root.path("openapi").asText().startsWith("3.1.")) {
            throw new IllegalArgumentException(name + " is of OpenAPI "
                    + root.path("openapi").asText() + "; only 3.1 is JSON schema of draft 2020-12");
        }
        this.name = name;
        this.root = root;
    }

    /** The provider's document; without it the test is skipped, or fails where it is required. */
    static VendorDocument of(String provider, List<Deviation> deviations) {
        JsonNode root =
                READ.computeIfAbsent(provider, id -> Yaml.file(file(id))).deepCopy();
        deviations.stream().filter(each -> each.document().equals(provider)).forEach(each -> each.mend(root));
        return new VendorDocument(provider + ".yaml", root);
    }

    private static Path file(String provider) {
        String given = System.getProperty("camel.llm.shared");
        Path root = Path.of(System.getProperty("camel.llm.root", ".."));
        Path shared = given == null ? root.resolve("../shared") : Path.of(given);
        Path file = shared.resolve("specs/" + provider + ".yaml").normalize();
        if (!Files.isRegularFile(file)) {
            String reason = "no vendor's document at " + file;
            if ("true".equals(System.getenv("CAMEL_LLM_REQUIRE_SHARED"))) {
                fail(reason);
            }
            Assumptions.abort(reason);
        }
        return file;
    }

    String name() {
        return name;
    }

    /** The form of what is posted to the path that ends like this. */
    Form request(String path) {
        return form(post(path).path("requestBody"), "application/json");
    }

    /** The form of an answer of this status to what is posted to the path that ends like this. */
    Form answer(String path, int status, String mediaType) {
        return form(post(path).path("responses").path(Integer.toString(status)), mediaType);
    }

    /** Whether the document says what an answer of this status looks like. */
    boolean tells(String path, int status) {
        return post(path).path("responses").has(Integer.toString(status));
    }

    /** The form of a named schema. */
    Form component(String schema) {
        return form(root.at("/components/schemas").path(schema));
    }

    /** The form of the variant of a named schema that its discriminator calls so. */
    Form variant(String schema, String type) {
        JsonNode mapping = root.at("/components/schemas").path(schema).at("/discriminator/mapping");
        String ref = mapping.path(type).asText();
        return form(root.at(ref.isEmpty() ? "/none" : ref.substring(1)));
    }

    private JsonNode post(String ending) {
        return StreamSupport.stream(root.path("paths").properties().spliterator(), false)
                .filter(path -> path.getKey().endsWith(ending) && !path.getKey().contains("{"))
                .map(path -> path.getValue().path("post"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no post to " + ending));
    }

    private Form form(JsonNode body, String mediaType) {
        JsonNode told = body.has("$ref")
                ? root.at(JsonPointer.compile(body.path("$ref").asText().substring(1)))
                : body;
        return form(told.path("content").path(mediaType).path("schema"));
    }

    private Form form(JsonNode schema) {
        if (!schema.isObject()) {
            throw new IllegalArgumentException(name + " has no such schema");
        }
        return new Form(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(StrictSchemas.of(schema, root)));
    }

    /** What bodies must look like. */
    record Form(Schema schema) {

        /** What is wrong with a body; nothing when it obeys. */
        List<String> problems(JsonNode body) {
            List<Error> all = schema.validate(body);
            return all.stream()
                    .filter(each -> all.stream().noneMatch(other -> follows(each, other)))
                    .map(each -> each.getInstanceLocation() + ": " + each.getMessage() + " (" + each.getEvaluationPath()
                            + ")")
                    .toList();
        }

        /** Where something inside is wrong, everything around it counts as unknown too. */
        private static boolean follows(Error problem, Error inner) {
            return problem.getKeyword().equals("unevaluatedProperties")
                    && !inner.getEvaluationPath()
                            .toString()
                            .equals(problem.getEvaluationPath().toString())
                    && inner.getEvaluationPath()
                            .toString()
                            .startsWith(problem.getEvaluationPath().getParent().toString());
        }
    }
}
