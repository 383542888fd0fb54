/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.client.CallGate;
import io.github.camelllm.client.CallListener;
import io.github.camelllm.governance.BudgetEvent;
import io.github.camelllm.governance.Ledger;
import io.github.camelllm.routing.Clockwork;
import io.github.camelllm.routing.HealthBook;
import io.github.camelllm.runtime.LlmRuntime;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StaticService;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns what all {@code llm:} endpoints of a {@link CamelContext} share: the runtime with its connections, and the threads
 * on which routes go on. One for each context, whatever number of components there is.
 */
public final class LlmContextService extends ServiceSupport implements CamelContextAware, StaticService {

    /** Name of the thread pool profile by which a user can size the pool on which routes go on. */
    public static final String POOL = "llm";

    private static final Logger LOG = LoggerFactory.getLogger(LlmContextService.class);
    private static final int THREADS = 10;
    private static final int REMEMBERED = 20;

    /** Each stream that waits for its reader is a task; by default no more than 1,000 may wait. */
    private static final int NO_LIMIT = -1;

    private CamelContext context;
    private final List<CallListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Set<CallListener> registered = Set.of();
    private volatile CallListener drifts = attempt -> {};
    private final Collection<LlmEndpoint> endpoints = new CopyOnWriteArrayList<>();
    private final Deque<Attempt> failures = new ArrayDeque<>();
    private final IdentityHashMap<SSLContextParameters, SSLContext> sslContexts = new IdentityHashMap<>();
    private final StreamMemory streams = new StreamMemory();
    private final NoticeLog notices = new NoticeLog();
    private final LlmAttemptHistory.Records records = new LlmAttemptHistory.Records();
    private @Nullable Clockwork clockwork;
    private @Nullable HealthBook health;
    private @Nullable PlaceholderTrace trace;
    private @Nullable LlmRuntime runtime;
    private @Nullable String profilesDirectory;
    private @Nullable Governance governance;
    private @Nullable LlmComponent governed;
    private volatile @Nullable ExecutorService executor;
    private @Nullable ScheduledExecutorService timer;

    LlmContextService(CamelContext context) {
        this.context = context;
    }

    /** The service of the context; made when it is first asked for. */
    public static LlmContextService of(CamelContext context) {
        synchronized (context) {
            LlmContextService known = context.hasService(LlmContextService.class);
            if (known != null) {
                return known;
            }
            LlmContextService made = new LlmContextService(context);
            try {
                context.addService(made, true, true);
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            }
            return made;
        }
    }

    /** Hears of each attempt from now on, beside the listeners that are in the registry when the first endpoint starts. */
    public void addListener(CallListener listener) {
        listeners.add(listener);
    }

    /** Hears no more. */
    public void removeListener(CallListener listener) {
        listeners.remove(listener);
    }

    /**
     * The runtime of the context.
     *
     * @param settings of the asking component
     * @throws IllegalArgumentException when another component of the context has another folder of profiles, or budgets
     */
    synchronized LlmRuntime runtime(LlmComponent settings) {
        String directory = settings.getProfilesDirectory();
        if (runtime == null) {
            registered = Set.copyOf(context.getRegistry().findByType(CallListener.class));
            drifts = new PriceDrifts(context, this::goOn).watch();
            runtime = LlmRuntime.start(new LlmRuntime.Parts(
                    loader(),
                    directory == null
                            ? null
                            : Path.of(directory.startsWith("file:") ? directory.substring(5) : directory),
                    timer(),
                    context::resolvePropertyPlaceholders,
                    this::attempted,
                    gates(settings),
                    PriceDrifts.ownPrices(context)));
            governed = settings;
            profilesDirectory = directory;
        } else if (!Objects.equals(profilesDirectory, directory)) {
            throw new IllegalArgumentException("option profilesDirectory is '" + directory
                    + "', but another component of this CamelContext has '" + profilesDirectory
                    + "': set the same for both");
        }
        if (!settings.equals(governed) && (!settings.getBudgets().isEmpty() || settings.getLedger() != null)) {
            throw new IllegalArgumentException(
                    "budgets and ledger are set at two components of this CamelContext, and the"
                            + " calls of both go the same way: set them at one");
        }
        return runtime;
    }

    /** Those of the application, such as limits, before the budgets: who waits has nothing reserved. */
    private List<CallGate> gates(LlmComponent settings) {
        List<CallGate> gates = new ArrayList<>(context.getRegistry().findByType(CallGate.class));
        governance = Governance.of(settings, context, this::told, timer());
        if (governance != null) {
            gates.add(governance.gate());
        }
        return gates;
    }

    /** The ledger of the context; empty before the first endpoint has started, and where there is none. */
    public synchronized Optional<Ledger> ledger() {
        return Optional.ofNullable(governance).map(Governance::ledger);
    }

    /** Hears of budgets, as a bean does that is a {@link BudgetEvent.Listener}, and as Camel's event notifiers do. */
    private void told(BudgetEvent event) {
        if (event.kind() == BudgetEvent.Kind.THRESHOLD) {
            LOG.warn("{}", event);
        }
        context.getRegistry().findByType(BudgetEvent.Listener.class).forEach(listener -> listener.happened(event));
        notify(new LlmBudgetEvent(context, event));
    }

    /** On a thread of Camel's: what a notifier does may take its time. */
    private void notify(CamelEvent event) {
        if (context.getManagementStrategy().getEventNotifiers().isEmpty()) {
            return;
        }
        goOn(() -> {
            try {
                context.getManagementStrategy().notify(event);
            } catch (Exception e) {
                LOG.warn("An event notifier failed on: {}", event, e);
            }
        });
    }

    /** The connections; empty before the first endpoint has started. */
    synchronized List<LlmRuntime.ConnectionState> connections() {
        return runtime == null ? List.of() : runtime.connections();
    }

    /** The time of routers. */
    synchronized Clockwork clockwork() {
        if (clockwork == null) {
            clockwork = Clockwork.of(timer());
        }
        return clockwork;
    }

    /** The health of all targets, which routers and load balancers share. */
    public synchronized HealthBook health() {
        if (health == null) {
            health = new HealthBook(clockwork());
        }
        return health;
    }

    /** Which properties placeholders were read from. */
    synchronized PlaceholderTrace trace() {
        if (trace == null) {
            trace = new PlaceholderTrace(context.getPropertiesComponent());
            context.getPropertiesComponent().addPropertiesLookupListener(trace);
        }
        return trace;
    }

    /** The TLS context of the parameters, the same for all endpoints, so that they share connections. */
    synchronized SSLContext sslContext(SSLContextParameters parameters) {
        return sslContexts.computeIfAbsent(parameters, p -> {
            try {
                return p.createSSLContext(context);
            } catch (Exception e) {
                throw new IllegalArgumentException("option sslContextParameters: " + e.getMessage(), e);
            }
        });
    }

    /** Says what was not sent as asked. */
    NoticeLog notices() {
        return notices;
    }

    /** The attempts of exchanges that want to know them. */
    LlmAttemptHistory.Records records() {
        return records;
    }

    /** What was read from streams that can be read once. */
    StreamMemory streams() {
        return streams;
    }

    /** Goes on with a route, never on the calling thread as long as the context runs. */
    void goOn(Runnable route) {
        try {
            ExecutorService running = executor;
            (running == null ? executor() : running).execute(route);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("The context has stopped; its last exchanges end on the thread that has their answers");
            route.run();
        } catch (RuntimeException | Error e) {
            LOG.error("There is no thread for a route to go on; it goes on where its answer came", e);
            route.run();
        }
    }

    void register(LlmEndpoint endpoint) {
        endpoints.add(endpoint);
    }

    void forget(LlmEndpoint endpoint) {
        endpoints.remove(endpoint);
    }

    /** The endpoints that are started. */
    Collection<LlmEndpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /** The last attempts that failed, newest first. */
    List<Attempt> failures() {
        synchronized (failures) {
            return new ArrayList<>(failures);
        }
    }

    private void attempted(Attempt attempt) {
        if (!attempt.succeeded()) {
            synchronized (failures) {
                failures.addFirst(attempt);
                if (failures.size() > REMEMBERED) {
                    failures.removeLast();
                }
            }
        }
        tell(records, attempt);
        tell(drifts, attempt);
        registered.forEach(listener -> tell(listener, attempt));
        listeners.forEach(listener -> tell(listener, attempt));
        notify(new LlmUsageEvent(context, attempt));
    }

    /** One that fails must not keep the attempt from the others. */
    private static void tell(CallListener listener, Attempt attempt) {
        try {
            listener.attempted(attempt);
        } catch (RuntimeException | Error e) {
            LOG.warn("A call listener failed on an attempt at {}/{}", attempt.provider(), attempt.requestModel(), e);
        }
    }

    private ClassLoader loader() {
        ClassLoader application = context.getApplicationContextClassLoader();
        return application != null ? application : LlmContextService.class.getClassLoader();
    }

    private synchronized ExecutorService executor() {
        if (executor == null) {
            ThreadPoolProfile own = context.getExecutorServiceManager().getThreadPoolProfile(POOL);
            executor = context.getExecutorServiceManager().newThreadPool(this, "llm", own != null ? own : profile());
        }
        return executor;
    }

    /** Like Camel's own pool, but what waits is never run by the thread that brings the answer. */
    private static ThreadPoolProfile profile() {
        ThreadPoolProfile profile = new ThreadPoolProfile(POOL);
        profile.setPoolSize(THREADS);
        profile.setMaxPoolSize(THREADS);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setKeepAliveTime(60L);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    private synchronized ScheduledExecutorService timer() {
        if (timer == null) {
            ThreadPoolProfile profile = new ThreadPoolProfile("llm-timer");
            profile.setPoolSize(1);
            profile.setMaxQueueSize(NO_LIMIT);
            timer = context.getExecutorServiceManager().newScheduledThreadPool(this, "llm-timer", profile);
        }
        return timer;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.context = camelContext;
    }

    /** Routes have drained by now: what is still in flight is cancelled, so that no exchange waits for ever. */
    @Override
    protected void doStop() {
        LlmRuntime running;
        Governance books;
        ScheduledExecutorService clock;
        synchronized (this) {
            running = runtime;
            books = governance;
            governance = null;
            clock = timer;
            runtime = null;
            timer = null;
            clockwork = null;
            health = null;
            sslContexts.clear();
        }
        try {
            if (running != null) {
                running.close();
            }
            if (books != null) {
                books.close();
            }
        } finally {
            stopPool();
            if (clock != null) {
                context.getExecutorServiceManager().shutdownNow(clock);
            }
        }
    }

    /** After the runtime, whose last exchanges end on the pool; another one would be shut down under them. */
    private void stopPool() {
        ExecutorService pool;
        synchronized (this) {
            pool = executor;
        }
        if (pool != null) {
            context.getExecutorServiceManager().shutdownGraceful(pool);
        }
        synchronized (this) {
            executor = null;
        }
    }
}
