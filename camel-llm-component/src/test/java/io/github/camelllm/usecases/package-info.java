/**
 * What the providers' guides promise, as routes in Java and in YAML. They run against the simulator, or with {@code -Plive}
 * against the providers whose keys the environment has.
 */
@NullMarked
package io.github.camelllm.usecases;

import org.jspecify.annotations.NullMarked;
