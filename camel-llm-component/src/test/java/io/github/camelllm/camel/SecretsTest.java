/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.oauth2.Pem;
import io.github.camelllm.http.HttpHeader;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.TokenAuthority;
import io.github.camelllm.test.tls.PrivateAuthority;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key, set in each way there is, is looked for in every place where it must not be. */
class SecretsTest {

    private static final String KEY = "sk-very-secret-4711";
    private static final String SENT = "the key arrived where it belongs";
    private static final String TARGET = "mistral/mistral-small-latest";
    private static final String ENTRA =
            "llm:" + TARGET + "?credentialType=CLIENT_SECRET&sslContextParameters=#bean:trusting";
    private static final KeyPair ROBOT = Pem.pair("RSA");
    private static final PrivateAuthority CA = PrivateAuthority.create();

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final TokenAuthority authority = TokenAuthority.start()
            .client("app", KEY)
            .refreshToken(KEY)
            .subjectToken(KEY)
            .signer("robot@acme.example", ROBOT.getPublic());
    private final TokenAuthority entra =
            TokenAuthority.start(CA.serverContext()).client("app", KEY);
    private final Journal journal = new Journal();

    /** The ways to set a key. */
    enum Way {
        OPTION("llm:" + TARGET + "?apiKey=" + KEY),
        RAW_OPTION("llm:" + TARGET + "?apiKey=RAW(" + KEY + ")"),
        PLACEHOLDER("llm:" + TARGET + "?apiKey={{my.key}}"),
        HTTP_HEADER("llm:" + TARGET + "?apiKey=other&header.X-Key={{my.key}}"),
        HTTP_HEADER_RAW("llm:" + TARGET + "?apiKey=other&header.X-Key=RAW(a)b&{{my.key}})"),
        HTTP_HEADER_RAW_IN_BRACES("llm:" + TARGET + "?apiKey=other&header.X-Key=RAW{a}b&{{my.key}}}"),
        HTTP_HEADERS("llm:" + TARGET + "?apiKey=other&headers=RAW({\"X-Key\":\"{{my.key}}\"})"),
        BEAN("llm:" + TARGET + "?apiKey=#bean:keys"),
        COMPONENT("llm:" + TARGET),
        PROVIDER("llm:" + TARGET),
        /** Needs a process of its own: see {@link #main}. */
        ENVIRONMENT("llm:" + TARGET),
        POOL("llm:" + TARGET + "?apiKeys=" + KEY + "," + KEY + "-2"),
        POOL_PLACEHOLDER("llm:" + TARGET + "?apiKeys={{my.key}}"),
        POOL_OF_PROVIDER("llm:" + TARGET),
        RESOLVER("llm:" + TARGET + "?keyResolver=#bean:resolver"),
        OAUTH2_SECRET("llm:" + TARGET + "?oauth2ClientSecret=" + KEY),
        OAUTH2_PLACEHOLDER("llm:" + TARGET + "?oauth2ClientSecret={{my.key}}"),
        OAUTH2_BEAN("llm:" + TARGET + "?oauth2ClientSecret=#bean:keys"),
        OAUTH2_REFRESH_TOKEN("llm:" + TARGET + "?oauth2GrantType=refresh_token&oauth2RefreshToken=" + KEY),
        OAUTH2_SUBJECT_TOKEN("llm:" + TARGET + "?oauth2GrantType=token_exchange&oauth2SubjectToken=" + KEY),
        AUTHORIZER("llm:" + TARGET + "?authorizer=#bean:authorizer"),
        GOOGLE_KEY("llm:" + TARGET + "?serviceAccountKey=RAW({{google.key}})"),
        GOOGLE_PLACEHOLDER("llm:" + TARGET + "?serviceAccountKey={{google.base64}}"),
        GOOGLE_BEAN("llm:" + TARGET + "?serviceAccountKey=#bean:google"),
        GOOGLE_OF_PROVIDER("llm:" + TARGET),
        ENTRA_SECRET(ENTRA + "&azureClientSecret=" + KEY),
        ENTRA_PLACEHOLDER(ENTRA + "&azureClientSecret={{my.key}}"),
        ENTRA_BEAN(ENTRA + "&azureClientSecret=#bean:keys"),
        ENTRA_OF_PROVIDER(ENTRA),
        AWS_KEYS("llm:bedrock/m?accessKey=AKID&secretKey=" + KEY + "&sessionToken=" + KEY),
        AWS_PLACEHOLDERS("llm:bedrock/m?accessKey=AKID&secretKey={{my.key}}&sessionToken={{my.key}}"),
        MESSAGE_HEADER("llm:" + TARGET + "?apiKey=other&allowHeaderOverride=apiKey");

        private final String uri;

        private boolean at(String login) {
            return name().startsWith(login);
        }

        private String provider() {
            return at("AWS") ? "bedrock" : "mistral";
        }

        Way(String uri) {
            this.uri = uri;
        }
    }

    @BeforeEach
    void listen() {
        journal.listen();
    }

    @AfterEach
    void close() {
        journal.close();
        simulator.close();
        authority.close();
        entra.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENVIRONMENT")
    void a_key_is_sent_and_shows_up_nowhere_else(Way way) throws Exception {
        Map<String, String> places = everything(way);

        assertThat(way.at("OAUTH2") || way.at("ENTRA") ? tokensAsked() : sent())
                .contains(way.at("GOOGLE") ? "access-token-1" : KEY);
        assertThat(places)
                .hasSizeGreaterThan(9)
                .allSatisfy(
                        (place, text) -> assertThat(text).as(place).isNotEmpty().doesNotContain(hidden(way)));
    }

    @Test
    void a_key_of_the_environment_is_sent_and_shows_up_nowhere_else() throws Exception {
        ProcessBuilder other = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SecretsTest.class.getName());
        other.environment().put("MISTRAL_API_KEY", KEY);
        Process process = other.redirectErrorStream(true).start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains(SENT).contains("console json").doesNotContain(KEY);
        assertThat(process.waitFor()).isZero();
    }

    /** Says whether the key was sent, and all that must not hold it. */
    public static void main(String[] arguments) throws Exception {
        SecretsTest test = new SecretsTest();
        test.listen();
        try {
            Map<String, String> places = test.everything(Way.ENVIRONMENT);
            System.out.println(test.sent().contains(KEY) ? SENT : "the key was not sent");
            System.out.println(places);
        } finally {
            test.close();
        }
    }

    /** What must not be seen: of a long secret, a part of it. */
    private List<String> hidden(Way way) {
        return way.at("GOOGLE")
                ? List.of(
                        Pem.of(ROBOT).substring(200, 240),
                        base64(serviceAccount()).substring(200, 240))
                : List.of(KEY);
    }

    private String serviceAccount() {
        return "{\"type\":\"service_account\",\"client_email\":\"robot@acme.example\",\"client_id\":\"1\","
                + "\"private_key_id\":\"k\",\"private_key\":\"" + Pem.of(ROBOT).replace("\n", "\\n")
                + "\",\"token_uri\":\"" + authority.tokenEndpoint() + "\"}";
    }

    private static String base64(String text) {
        return "base64:" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, String> everything(Way way) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            prepare(context, way);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:ask").routeId("ask").to(way.uri);
                }
            });
            context.start();
            simulator.provider(way.provider()).enqueue(Reply.text("ok"), Reply.error(ErrorCase.BAD_KEY));
            Exchange good = ask(context, way);
            Exchange bad = ask(context, way);
            assertThat(good.getException()).isNull();
            assertThat(bad.getException()).isNotNull();
            Map<String, String> all = new TreeMap<>(places(context, good, bad));
            all.put("our logs", String.join("\n", journal.lines));
            return all;
        }
    }

    private void prepare(CamelContext context, Way way) {
        Properties properties = new Properties();
        properties.setProperty("my.key", KEY);
        properties.setProperty("google.key", serviceAccount());
        properties.setProperty("google.base64", base64(serviceAccount()));
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("keys", (Supplier<String>) () -> KEY);
        context.getRegistry()
                .bind("resolver", (KeyResolver) (exchange, provider) -> CompletableFuture.completedFuture(KEY));
        context.getRegistry().bind("authorizer", (Authorizer)
                call -> CompletableFuture.completedFuture(call.with(new HttpHeader("Authorization", "Bearer " + KEY))));
        context.getRegistry().bind("google", (Supplier<String>) this::serviceAccount);
        context.getRegistry().bind("trusting", new SSLContextParameters() {
            @Override
            public SSLContext createSSLContext(CamelContext ignored) {
                return CA.anonymousContext();
            }
        });
        LlmComponent llm = context.getComponent("llm", LlmComponent.class);
        ProviderSettings mistral = new ProviderSettings();
        mistral.setBaseUrl(simulator.provider("mistral").baseUrl());
        llm.getProviders().put("mistral", mistral);
        ProviderSettings bedrock = new ProviderSettings();
        bedrock.setBaseUrl(simulator.provider("bedrock").baseUrl());
        bedrock.setRegion("eu-central-1");
        llm.getProviders().put("bedrock", bedrock);
        if (way.at("ENTRA")) {
            mistral.setAzureAuthorityHost(entra.url());
            mistral.setAzureTenantId("acme");
            mistral.setAzureClientId("app");
        }
        if (way == Way.ENTRA_OF_PROVIDER) {
            mistral.setAzureClientSecret(KEY);
        }
        if (way == Way.GOOGLE_OF_PROVIDER) {
            mistral.setServiceAccountKey(serviceAccount());
        }
        if (way == Way.COMPONENT) {
            llm.getConfiguration().setApiKey(KEY);
        }
        if (way.at("OAUTH2")) {
            mistral.setOauth2TokenEndpoint(authority.tokenEndpoint());
            mistral.setOauth2ClientId("app");
            if (way != Way.OAUTH2_SECRET && way != Way.OAUTH2_PLACEHOLDER && way != Way.OAUTH2_BEAN) {
                mistral.setOauth2ClientSecret(KEY);
            }
        }
        if (way == Way.POOL_OF_PROVIDER) {
            mistral.setApiKeys(KEY + ",other");
        }
        if (way == Way.PROVIDER) {
            mistral.setApiKey(KEY);
        }
    }

    private static Exchange ask(CamelContext context, Way way) {
        return context.createProducerTemplate().request("direct:ask", exchange -> {
            exchange.getMessage().setBody("x");
            if (way == Way.MESSAGE_HEADER) {
                exchange.getMessage().setHeader(LlmHeaders.SET_API_KEY, KEY);
            }
        });
    }

    private String tokensAsked() {
        return Stream.concat(authority.requests().stream(), entra.requests().stream())
                .map(request -> request.form() + " " + basic(request.header("Authorization")))
                .collect(Collectors.joining());
    }

    private static String basic(String header) {
        return header.isEmpty()
                ? ""
                : new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    }

    private String sent() {
        return simulator.requests().get(0).header("Authorization")
                + simulator.requests().get(0).headers().toString();
    }

    private Map<String, String> places(CamelContext context, Exchange good, Exchange bad) throws Exception {
        LlmEndpoint endpoint = (LlmEndpoint) context.getEndpoints().stream()
                .filter(LlmEndpoint.class::isInstance)
                .findFirst()
                .orElseThrow();
        StringWriter trace = new StringWriter();
        bad.getException().printStackTrace(new PrintWriter(trace));
        DevConsole console = context.getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("llm");
        return Map.of(
                "exception", trace.toString() + bad.getException(),
                "endpoint toString", endpoint.toString(),
                "endpoint uri", endpoint.getEndpointUri() + endpoint.getEndpointKey() + endpoint.getEndpointBaseUri(),
                "service", endpoint.getServiceUrl() + endpoint.getServiceMetadata(),
                "settings toString", "" + endpoint.link() + endpoint.settings().getProviders(),
                "headers", good.getMessage().getHeaders() + " " + good.getAllProperties(),
                "failed exchange properties", "" + bad.getAllProperties(),
                "jmx", jmx(context),
                "console text", (String) console.call(DevConsole.MediaType.TEXT),
                "console json", console.call(DevConsole.MediaType.JSON).toString());
    }

    /** All attributes of all beans of the context; those that show a route's source show its URI as it was written. */
    private static String jmx(CamelContext context) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        List<String> values = new ArrayList<>();
        for (ObjectName name : server.queryNames(
                new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",*"), null)) {
            values.add(name.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                values.add(attribute.getName() + "=" + server.getAttribute(name, attribute.getName()));
            }
        }
        return String.join("\n", values);
    }

    /** What our own loggers say, down to TRACE. */
    private static final class Journal extends AbstractAppender {

        private static final String OURS = "io.github.camelllm";

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final LoggerContext loggers = (LoggerContext) LogManager.getContext(false);

        Journal() {
            super("journal", null, null, true, Property.EMPTY_ARRAY);
        }

        void listen() {
            start();
            LoggerConfig config = new LoggerConfig(OURS, Level.TRACE, false);
            config.addAppender(this, Level.TRACE, null);
            loggers.getConfiguration().addLogger(OURS, config);
            loggers.updateLoggers();
            LogManager.getLogger(SecretsTest.class).trace("listening");
        }

        void close() {
            loggers.getConfiguration().removeLogger(OURS);
            loggers.updateLoggers();
            stop();
        }

        @Override
        public void append(LogEvent event) {
            lines.add(event.getMessage().getFormattedMessage() + " " + event.getThrown());
        }
    }
}
