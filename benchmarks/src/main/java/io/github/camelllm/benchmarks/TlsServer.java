/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import io.github.camelllm.test.net.Act;
import io.github.camelllm.test.net.Answering;
import io.github.camelllm.test.net.LoopbackServer;
import io.github.camelllm.test.net.ServerConfig;
import io.github.camelllm.test.net.Timer;
import io.github.camelllm.test.tls.PrivateAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The same provider behind TLS 1.3, on the test kit's server: good for what a connection holds, not for speed. */
final class TlsServer {

    private TlsServer() {}

    /** Writes what clients have to trust into the file that it is given, tells its port, serves until its input ends. */
    public static void main(String[] args) {
        PrivateAuthority authority = PrivateAuthority.create();
        authority.writeTrustStore(Path.of(args[0]), Setting.PASSWORD);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        Timer timer = (delay, task) -> {
            var due = clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> due.cancel(false);
        };
        LoopbackServer server = new LoopbackServer(new ServerConfig(
                request -> answer(Script.parse("whole" + request.target())),
                timer,
                Throwable::printStackTrace,
                authority.serverContext(),
                false,
                0));
        Child.endWithParent();
        System.out.println(server.port());
    }

    private static Answering answer(Script script) {
        List<Act> acts = new ArrayList<>();
        acts.add(new Act.Pause(Duration.ofMillis(script.thinkMillis())));
        script.sends().forEach(bytes -> acts.add(new Act.Send(bytes)));
        return new Answering(acts.iterator(), new Answering.Watcher() {
            @Override
            public void sent(int bytes) {
                // nobody counts
            }

            @Override
            public void ended() {
                // the connection is kept
            }

            @Override
            public void closedByClient() {
                // as every connection is in the end
            }

            @Override
            public void failed(RuntimeException failure) {
                failure.printStackTrace();
            }
        });
    }
}
