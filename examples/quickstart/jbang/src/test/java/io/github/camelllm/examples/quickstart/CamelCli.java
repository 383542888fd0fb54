/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** The Camel CLI, without the launcher script that JBang would bring. */
final class CamelCli {

    private CamelCli() {}

    public static void main(String... args) {
        CamelJBangMain.run(args);
    }
}
