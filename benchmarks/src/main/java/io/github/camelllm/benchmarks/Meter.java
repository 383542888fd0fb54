/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this process has used up so far.
 *
 * @param cpuNanos of all threads but those of the JIT compilers, which are left out where Linux tells them
 * @param allocatedBytes of all threads, exact; zero on a JDK before 21, which does not tell
 */
record Meter(long nanos, long cpuNanos, long allocatedBytes) {

    private static final List<Path> COMPILERS = compilers();

    static Meter now() {
        return new Meter(System.nanoTime(), cpuOfAll() - cpuOfCompilers(), allocated());
    }

    Meter since(Meter before) {
        return new Meter(nanos - before.nanos, cpuNanos - before.cpuNanos, allocatedBytes - before.allocatedBytes);
    }

    /** The bytes of heap that full collections leave. */
    static long liveHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }

    private static long cpuOfAll() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long cpuOfCompilers() {
        long nanos = 0;
        for (Path thread : COMPILERS) {
            nanos += Long.parseLong(text(thread.resolve("schedstat")).split(" ")[0]);
        }
        return nanos;
    }

    /** They all run from the start when the JVM is told not to have more or fewer of them as it likes. */
    private static List<Path> compilers() {
        Path threads = Path.of("/proc/self/task");
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(threads)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(threads, Meter::compiles)) {
                all.forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static boolean compiles(Path thread) throws IOException {
        try {
            return Files.readString(thread.resolve("comm")).matches("C[12] Compiler(?s:.*)");
        } catch (NoSuchFileException ended) {
            return false;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long allocated() {
        try {
            ObjectName threads = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
            return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(threads, "TotalThreadAllocatedBytes");
        } catch (AttributeNotFoundException before21) {
            return 0;
        } catch (JMException e) {
            throw new IllegalStateException("the JVM does not tell what it allocated", e);
        }
    }
}
