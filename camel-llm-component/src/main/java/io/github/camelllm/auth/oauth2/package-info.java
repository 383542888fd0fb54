/** Access tokens of OAuth 2.0: client credentials, refresh tokens, signed assertions and token exchange. */
@NullMarked
package io.github.camelllm.auth.oauth2;

import org.jspecify.annotations.NullMarked;
