/**
 * The pipeline without Camel: loads targets, sends requests, decodes answers, prices them, and tells listeners of each
 * attempt.
 */
@NullMarked
package io.github.camelllm.client;

import org.jspecify.annotations.NullMarked;
