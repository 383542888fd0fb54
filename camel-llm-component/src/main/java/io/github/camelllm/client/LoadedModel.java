/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.PriceBook;
import io.github.camelllm.profile.PriceContext;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Target;
import io.github.camelllm.profile.TokenBounds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider, and mostly a model of it, ready to be called: provider, model and form of the login were checked, nothing
 * was sent. Immutable, light and thread-safe. No call throws: what goes wrong is in its result.
 */
public final class LoadedModel {

    private static final String CHAT = "chat";
    private static final String EMBED = "embed";
    private static final String ESTIMATE = "estimate";

    private final RouteMap routes;
    private final @Nullable String model;
    private final @Nullable Boundary boundary;
    private final Last<Route> last = new Last<>();
    private final Last<Route> lastEmbedder = new Last<>();

    LoadedModel(RouteMap routes, @Nullable String model) {
        this(routes, model, null);
    }

    private LoadedModel(RouteMap routes, @Nullable String model, @Nullable Boundary boundary) {
        this.routes = routes;
        this.model = model;
        this.boundary = boundary;
    }

    /**
     * The same target, of which no call may leave an area, by what the profile says; what is unknown counts as outside.
     *
     * @param area {@code eu}, {@code apac}, {@code local}, or the two letters of a country
     * @throws LlmException UNSUPPORTED_FEATURE when calls may leave the area, INVALID_REQUEST when it is none
     */
    public LoadedModel within(String area) {
        Boundary inside = new Boundary(routes.provider(), routes.settings(), area);
        inside.check(model);
        return new LoadedModel(routes, model, inside);
    }

    /** The provider's facts. */
    public ProviderProfile provider() {
        return routes.provider();
    }

    /** Whom a request without a model of its own goes to; empty when nobody named a model. */
    public Optional<Target> target() {
        return Optional.ofNullable(model).map(id -> chatRoute(id).target());
    }

    /** The provider's address, without a slash at the end. */
    public String baseUrl() {
        return routes.baseUrl();
    }

    /** Asks for a whole answer. */
    public Call<ChatResponse> complete(ChatRequest request) {
        return complete(request, Map.of());
    }

    /**
     * Asks for a whole answer.
     *
     * @param context told to the listeners
     */
    public Call<ChatResponse> complete(ChatRequest request, Map<String, String> context) {
        return complete(request, context, Journal.NOBODY);
    }

    /**
     * Asks for a whole answer.
     *
     * @param context told to the listeners
     * @param own hears of this attempt, before its result is known and after the client's listeners
     */
    public Call<ChatResponse> complete(ChatRequest request, Map<String, String> context, CallListener own) {
        try {
            Route route = route(request.model(), CHAT);
            WireRequest wire = wire(route, request, false);
            Journal journal = new Journal(route.engine(), route.target(), CHAT, false, context, own);
            List<Notice> notices = wire.notices();
            UnaryRun<ChatResponse> run =
                    new UnaryRun<>(route, journal, reply -> chat(route, journal, notices, request, reply));
            journal.admit(
                    () -> planned(route, request, false, context),
                    () -> route.send(wire, false, CHAT, run.line(), run, run::refused),
                    why -> run.refused(refusal(why, CHAT)));
            return run;
        } catch (RuntimeException | Error e) {
            return Refused.call(refusal(e, CHAT));
        }
    }

    /** Asks for a streamed answer. */
    public StreamCall stream(ChatRequest request) {
        return stream(request, Map.of());
    }

    /**
     * Asks for a streamed answer.
     *
     * @param context told to the listeners
     */
    public StreamCall stream(ChatRequest request, Map<String, String> context) {
        return stream(request, context, Journal.NOBODY);
    }

    /**
     * Asks for a streamed answer.
     *
     * @param context told to the listeners
     * @param own hears of this attempt, before its result is known and after the client's listeners
     */
    public StreamCall stream(ChatRequest request, Map<String, String> context, CallListener own) {
        try {
            Route route = route(request.model(), CHAT);
            WireRequest wire = wire(route, request, true);
            Journal journal = new Journal(route.engine(), route.target(), CHAT, true, context, own);
            List<Notice> notices = wire.notices();
            StreamRun run =
                    new StreamRun(route, journal, request, notices, whole -> finished(route, journal, notices, whole));
            journal.admit(
                    () -> planned(route, request, true, context),
                    () -> route.send(wire, true, CHAT, run.line(), run, run::refused),
                    why -> run.refused(refusal(why, CHAT)));
            return run;
        } catch (RuntimeException | Error e) {
            return Refused.stream(refusal(e, CHAT));
        }
    }

    /** Asks for the vectors of texts. */
    public Call<EmbeddingResponse> embed(EmbeddingRequest request) {
        return embed(request, Map.of());
    }

    /**
     * Asks for the vectors of texts. More texts than the provider takes at once go out in parts, a few at the same time;
     * each part is an attempt of its own. When one fails, no further part is sent, and the failure has the vectors that
     * came, with their cost, and counts all requests.
     *
     * @param context told to the listeners
     */
    public Call<EmbeddingResponse> embed(EmbeddingRequest request, Map<String, String> context) {
        return embed(request, context, Journal.NOBODY);
    }

    /**
     * Asks for the vectors of texts.
     *
     * @param context told to the listeners
     * @param own hears of each of its attempts, before its result is known and after the client's listeners
     */
    public Call<EmbeddingResponse> embed(EmbeddingRequest request, Map<String, String> context, CallListener own) {
        try {
            Route route = route(request.model(), EMBED);
            int most = Math.max(1, route.dialect().embedBatch(route.target()));
            return request.inputs().size() <= most
                    ? embed(route, request, context, own)
                    : EmbeddingParts.send(
                            request,
                            most,
                            part -> embed(route, part, context, own),
                            () -> route.error(ErrorKind.CANCELLED, "the call was cancelled", EMBED)
                                    .attempts(0)
                                    .exception());
        } catch (RuntimeException | Error e) {
            return Refused.call(refusal(e, EMBED));
        }
    }

    private Call<EmbeddingResponse> embed(
            Route route, EmbeddingRequest request, Map<String, String> context, CallListener own) {
        try {
            WireRequest wire = route.checked(route.dialect().embed(request, route.target()), EMBED);
            Journal journal = new Journal(route.engine(), route.target(), EMBED, false, context, own);
            List<Notice> notices = wire.notices();
            UnaryRun<EmbeddingResponse> run =
                    new UnaryRun<>(route, journal, reply -> vectors(route, journal, notices, request, reply));
            journal.admit(
                    () -> Planned.embedding(
                                    route.target(), request, route.engine().prices(), tier -> now(route, tier), context)
                            .by(route.login(), route.settings().deadlines().total()),
                    () -> route.send(wire, false, EMBED, run.line(), run, run::refused),
                    why -> run.refused(refusal(why, EMBED)));
            return run;
        } catch (RuntimeException | Error e) {
            return Refused.call(refusal(e, EMBED));
        }
    }

    /**
     * What a usage costs at this moment.
     *
     * @throws LlmException MODEL_NOT_FOUND when nobody named a model
     */
    public Cost calculateCost(Usage usage) {
        Route route = route(null, CHAT);
        return route.engine().prices().price(route.target(), usage, now(route, null));
    }

    /**
     * At most what a request costs at this moment; nothing is sent.
     *
     * @throws LlmException MODEL_NOT_FOUND when nobody named a model
     */
    public Cost estimate(ChatRequest request) {
        Route route = route(request.model(), ESTIMATE);
        return route.engine().prices().estimate(route.target(), request, now(route, request.serviceTier()));
    }

    /**
     * At most what a request for vectors costs at this moment; nothing is sent.
     *
     * @throws LlmException MODEL_NOT_FOUND when nobody named a model
     */
    public Cost estimate(EmbeddingRequest request) {
        Route route = route(request.model(), ESTIMATE);
        return route.engine().prices().estimate(route.target(), request, now(route, null));
    }

    private static Planned planned(Route route, ChatRequest request, boolean stream, Map<String, String> context) {
        return Planned.chat(route.target(), request, stream, route.engine().prices(), tier -> now(route, tier), context)
                .by(route.login(), route.settings().deadlines().total());
    }

    /** How the price of an answer of this model comes about. */
    PriceBook.Explanation explain(ChatResponse response, Instant when, @Nullable String serviceTier) {
        return new Billing(route(null, CHAT)).explained(response, when, serviceTier);
    }

    private static PriceContext now(Route route, @Nullable String serviceTier) {
        return new PriceContext(
                route.engine().clock().instant(), serviceTier, route.settings().region(), Map.of());
    }

    private Route route(@Nullable String asked, String operation) {
        String id = asked != null && !asked.isBlank() ? asked : model;
        if (id == null) {
            throw routes.noModel(operation);
        }
        if (boundary != null) {
            boundary.check(id);
        }
        return operation.equals(EMBED) ? lastEmbedder.of(id, name -> routes.to(name, EMBED)) : chatRoute(id);
    }

    private Route chatRoute(String id) {
        return last.of(id, name -> routes.to(name, CHAT));
    }

    /** What a dialect throws beyond its contract is a failed call too, and nothing was sent. */
    private LlmException refusal(Throwable thrown, String operation) {
        return thrown instanceof LlmException known
                ? known
                : ErrorDetails.of(
                                ErrorKind.INVALID_REQUEST,
                                "nothing was sent, the request cannot be made ready: " + thrown)
                        .target(routes.provider().id(), model)
                        .operation(operation)
                        .attempts(0)
                        .exception(thrown);
    }

    private static WireRequest wire(Route route, ChatRequest request, boolean stream) {
        TokenBounds.check(request, route.target(), CHAT);
        return route.checked(route.dialect().chat(request, route.target(), stream), CHAT);
    }

    private static Answer<ChatResponse> chat(
            Route route, Journal journal, List<Notice> notices, ChatRequest request, WireReply reply) {
        ChatResponse response =
                finished(route, journal, notices, route.dialect().chatResponse(reply, request, route.target()));
        return new Answer<>(response, response.model(), response.usage(), response.cost());
    }

    private static Answer<EmbeddingResponse> vectors(
            Route route, Journal journal, List<Notice> notices, EmbeddingRequest request, WireReply reply) {
        EmbeddingResponse response = new Billing(route)
                .priced(route.dialect().embedResponse(reply, request, route.target()), journal.startedAt())
                .withNotices(notices);
        return new Answer<>(response, response.model(), response.usage(), response.cost());
    }

    /** Prices a whole answer and refuses one that was withheld or broken off. */
    private static ChatResponse finished(Route route, Journal journal, List<Notice> notices, ChatResponse whole) {
        ChatResponse response =
                new Billing(route).priced(whole, journal.startedAt()).withNotices(notices);
        Finish finish = response.finish();
        if (finish.reason() == FinishReason.CONTENT_FILTER) {
            throw withheld(route, journal, ErrorKind.CONTENT_BLOCKED, "the provider withheld the answer", response);
        }
        if (finish.reason() == FinishReason.ERROR) {
            throw withheld(route, journal, ErrorKind.STREAM_INTERRUPTED, "the provider broke the answer off", response);
        }
        return response;
    }

    private static LlmException withheld(
            Route route, Journal journal, ErrorKind kind, String what, ChatResponse response) {
        List<String> categories = response.extras().get(ChatAssembler.WITHHELD_FOR) instanceof List<?> named
                ? named.stream().map(String::valueOf).toList()
                : List.of();
        return LlmException.of(
                route.error(kind, what, CHAT)
                        .said(null, response.finish().raw())
                        .status(journal.httpStatus())
                        .categories(categories)
                        .requestId(journal.requestId())
                        .build(),
                response,
                null);
    }
}
