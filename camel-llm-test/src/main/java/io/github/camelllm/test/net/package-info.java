/**
 * The loopback HTTP/1.1 server below the simulator: one selector thread, own parser and own framing, because the faults
 * are at byte level. Internal to the kit: no API promise.
 */
@NullMarked
package io.github.camelllm.test.net;

import org.jspecify.annotations.NullMarked;
