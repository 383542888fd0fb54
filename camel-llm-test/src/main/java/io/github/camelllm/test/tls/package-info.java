/** A private certificate authority for tests of TLS and mutual TLS. */
@NullMarked
package io.github.camelllm.test.tls;

import org.jspecify.annotations.NullMarked;
