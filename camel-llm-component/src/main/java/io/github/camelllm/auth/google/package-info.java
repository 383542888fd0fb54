/** Logins at Google Cloud. The only package that knows google-auth-library, which need not be there. */
@NullMarked
package io.github.camelllm.auth.google;

import org.jspecify.annotations.NullMarked;
