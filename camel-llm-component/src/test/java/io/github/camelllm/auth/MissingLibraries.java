/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;

/** Runs a login as if the library that it needs were not there. */
public final class MissingLibraries {

    private MissingLibraries() {}

    /** Makes a login of the class. */
    @FunctionalInterface
    public interface Maker {
        Object make(Class<?> login) throws ReflectiveOperationException;
    }

    /** Asks a login for its authorizer, in a class loader without the packages that begin with the prefix. */
    public static void authorizer(Class<?> login, String missing, Maker maker) throws Throwable {
        String own = login.getPackageName();
        ClassLoader poor = new ClassLoader(login.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith(missing)) {
                    throw new ClassNotFoundException(name);
                }
                if (!name.startsWith(own + ".")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name);
            }

            private Class<?> define(String name) throws ClassNotFoundException {
                try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                    if (in == null) {
                        throw new ClassNotFoundException(name);
                    }
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        };
        Login made = (Login) maker.make(poor.loadClass(login.getName()));
        try {
            Login.class.getMethod("authorizer", LoginContext.class).invoke(made, (LoginContext) null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
