/** Replies written down instead of programmed: in a YAML file, or in the request itself. */
@NullMarked
package io.github.camelllm.test.script;

import org.jspecify.annotations.NullMarked;
