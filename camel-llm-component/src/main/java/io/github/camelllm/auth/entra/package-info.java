/** Logins at Microsoft Entra. The only package that knows azure-identity, which need not be there. */
@NullMarked
package io.github.camelllm.auth.entra;

import org.jspecify.annotations.NullMarked;
