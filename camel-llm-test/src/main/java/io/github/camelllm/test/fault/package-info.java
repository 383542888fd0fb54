/**
 * A provider that fails on purpose, for trying out failover: an OpenAI-compatible server whose model names pick the fault,
 * sixteen scenarios with the checks that a caller must meet, and a verdict for each.
 *
 * <pre>{@code
 * try (FaultServer server = FaultServer.start(FaultProfile.UNIT)) {
 *     // point the routes to server.baseUrl(), ask a model such as Fault.CUT.model() with Fault.NONE.model() as fallback
 *     server.log();
 * }
 * }</pre>
 */
@NullMarked
package io.github.camelllm.test.fault;

import org.jspecify.annotations.NullMarked;
