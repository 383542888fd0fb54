/**
 * The one place that wires everything: catalog, dialects, transports and client of one application, and what maps JSON,
 * maps and classes of the user to the neutral model and back.
 */
@NullMarked
package io.github.camelllm.runtime;

import org.jspecify.annotations.NullMarked;
