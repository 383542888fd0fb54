/**
 * Facts of providers and their models, each with its source and the day it was checked: base URLs, login, quirks, limits,
 * prices. A profile is a YAML file; nothing here is code for one provider.
 */
@NullMarked
package io.github.camelllm.profile;

import org.jspecify.annotations.NullMarked;
