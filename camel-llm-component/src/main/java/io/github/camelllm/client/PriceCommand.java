/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.CustomLogin;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.PriceBook;
import io.github.camelllm.profile.PriceContext;
import io.github.camelllm.profile.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;

/**
 * Prices a recorded answer, or counts, and explains the bill line by line. Sends nothing and needs no key.
 *
 * <pre>{@code
 * PriceCommand openai/gpt-5.4-mini answer.json
 * PriceCommand deepseek/deepseek-flash --usage input=1000,output=200 --at 2026-11-25T02:00:00Z
 * }</pre>
 */
public final class PriceCommand {

    private static final String NOWHERE = "http://localhost";

    private final PriceOptions options;

    private PriceCommand(PriceOptions options) {
        this.options = options;
    }

    /** Prints the bill; ends the process with 1 when there is none, and with 2 when the arguments are wrong. */
    public static void main(String[] arguments) {
        int status = run(List.of(arguments), System.in, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /**
     * Prints the bill.
     *
     * @param in read where the file is {@code -}
     * @return 0, or 1 when there is no bill, or 2 when the arguments are wrong
     */
    public static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) {
        try {
            PriceOptions options = PriceOptions.of(arguments);
            out.println(new PriceCommand(options).bill(in));
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        } catch (LlmException e) {
            err.println(e.getMessage());
            return 1;
        } catch (IOException e) {
            err.println("cannot read the answer: " + e);
            return 1;
        }
    }

    private String bill(InputStream in) throws IOException {
        if (options.usage() != null) {
            try (LlmClient client = builder().build()) {
                Target target = client.catalog().target(options.provider(), options.model());
                PriceBook.Explanation how = new PriceBook().explain(target, options.usage(), context());
                return new BillText(target, options.model(), null, options.usage(), how).toString();
            }
        }
        byte[] file = "-".equals(options.file()) ? in.readAllBytes() : Files.readAllBytes(Path.of(options.file()));
        return bill(RecordedBody.of(file));
    }

    /** By the first form in which it can be read; if there is none, the likeliest one says why. */
    private String bill(List<RecordedBody> forms) {
        try {
            return bill(forms.get(0));
        } catch (LlmException e) {
            for (RecordedBody other : forms.subList(1, forms.size())) {
                try {
                    return bill(other);
                } catch (LlmException also) {
                    e.addSuppressed(also);
                }
            }
            throw e;
        }
    }

    private PriceContext context() {
        return new PriceContext(options.at(), options.tier(), options.region(), Map.of());
    }

    private LlmClientBuilder builder() {
        return LlmClient.builder().profilesDirectory(options.profiles()).clock(options::at);
    }

    private String bill(RecordedBody body) {
        TargetSettings settings = new TargetSettings(
                null,
                NOWHERE,
                options.region(),
                Map.of(),
                TargetSettings.STANDARD.transport(),
                TargetSettings.STANDARD.deadlines(),
                Math.max(1, body.bytes().remaining()),
                TargetSettings.STANDARD.readerTimeout(),
                new ApiChoice(options.api(), null, null, null),
                false,
                new CustomLogin(Authorizer.NONE));
        try (LlmClient client =
                builder().transports(config -> new ReplayTransport(body)).build()) {
            LoadedModel model = client.load(options.provider(), options.model(), settings);
            ChatResponse answer = answer(model, body.streamed());
            PriceBook.Explanation how = model.explain(answer, options.at(), options.tier());
            return new BillText(how.target(), options.model(), answer, answer.usage(), how).toString();
        }
    }

    /** The whole answer; one that was withheld was paid for as well. */
    static ChatResponse answer(LoadedModel model, boolean streamed) {
        ChatRequest request = ChatRequest.of("?");
        try {
            return streamed
                    ? streamed(model.stream(request))
                    : model.complete(request).result().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof LlmException problem)) {
                throw e;
            }
            return problem.partial()
                    .filter(part -> problem.kind() == ErrorKind.CONTENT_BLOCKED
                            && part.usage().known())
                    .orElseThrow(() -> problem);
        }
    }

    private static ChatResponse streamed(StreamCall call) {
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        call.events().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(StreamEvent event) {
                if (event instanceof StreamEvent.Done done) {
                    whole.complete(done.response());
                }
            }

            @Override
            public void onError(Throwable problem) {
                whole.completeExceptionally(problem);
            }

            @Override
            public void onComplete() {
                // Done came before
            }
        });
        return whole.join();
    }
}
