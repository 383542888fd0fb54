/** Who we are to a provider: secrets, where they come from, and how they are put on a call. */
@NullMarked
package io.github.camelllm.auth;

import org.jspecify.annotations.NullMarked;
