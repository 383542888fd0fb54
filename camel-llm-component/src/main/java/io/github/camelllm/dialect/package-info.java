/**
 * How bytes look on the wire: the service-provider interface that every wire dialect implements, a sub-package each. A
 * dialect knows no other dialect and no provider; what differs between providers of one dialect are quirks in their
 * profiles.
 */
@NullMarked
package io.github.camelllm.dialect;

import org.jspecify.annotations.NullMarked;
