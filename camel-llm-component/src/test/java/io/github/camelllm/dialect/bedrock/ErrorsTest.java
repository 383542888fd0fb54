/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.test.bedrock.EventStreamMessage;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What errors mean. Types, statuses and words are those of providers/bedrock, Errors, and of the service model. */
class ErrorsTest {

    private static final String NAMESPACE = ":http://internal.amazon.com/coral/com.amazon.bedrock/";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | ValidationException | The provided model identifier is invalid. | MODEL_NOT_FOUND",
                "400 | ValidationException | Invocation of model ID a.b with on-demand throughput isn't supported. Retry your request with the ID or ARN of an inference profile that contains this model. | MODEL_NOT_FOUND",
                "400 | ValidationException | Input is too long for requested model. | CONTEXT_TOO_LONG",
                "400 | ValidationException | The model returned the following errors: prompt is too long: 210000 tokens > 200000 maximum | CONTEXT_TOO_LONG",
                "400 | ValidationException | The model returned the following errors: Output blocked by content filtering policy | CONTENT_BLOCKED",
                "400 | ValidationException | This model doesn't support the stopSequences field. Remove stopSequences and try again. | UNSUPPORTED_FEATURE",
                "400 | ValidationException | The model returned the following errors: `temperature` is deprecated for this model. | UNSUPPORTED_FEATURE",
                "400 | ValidationException | A conversation must start with a user message. | INVALID_REQUEST",
                "400 | ServiceQuotaExceededException | Your request exceeds the service quota for your account. | QUOTA_EXHAUSTED",
                "403 | AccessDeniedException | You don't have access to the model with the specified model ID. | PERMISSION_DENIED",
                "403 | AccessDeniedException | User: arn:aws:iam::1:user/u is not authorized to perform: bedrock:InvokeModel | PERMISSION_DENIED",
                "403 | AccessDeniedException | Authentication failed: Please make sure your API Key is valid. | AUTHENTICATION_FAILED",
                "403 | UnrecognizedClientException | The security token included in the request is invalid. | AUTHENTICATION_FAILED",
                "403 | ExpiredTokenException | The security token included in the request is expired | AUTHENTICATION_FAILED",
                "403 | InvalidSignatureException | Signature expired: 20261125T120000Z is now earlier than 20261125T121000Z | AUTHENTICATION_FAILED",
                "403 | MissingAuthenticationTokenException | Missing Authentication Token | AUTHENTICATION_FAILED",
                "404 | ResourceNotFoundException | This model version has reached the end of its life. | MODEL_NOT_FOUND",
                "408 | ModelTimeoutException | The request took too long to process. | SERVER_ERROR",
                "424 | ModelErrorException | The model failed. | SERVER_ERROR",
                "429 | ThrottlingException | Too many tokens, please wait before trying again. | RATE_LIMITED",
                "429 | ThrottlingException | Too many tokens per day, please wait before trying again. | QUOTA_EXHAUSTED",
                "429 | ModelNotReadyException | Model is not ready for inference. Wait and try your request again. | OVERLOADED",
                "500 | InternalServerException | The system encountered an unexpected error during processing. | SERVER_ERROR",
                "503 | ServiceUnavailableException | Bedrock is unable to process your request. | OVERLOADED",
                "400 | SomeNewException | What is this? | INVALID_REQUEST",
            })
    void an_error_is_known_by_its_type_and_its_words(int status, String type, String words, ErrorKind kind) {
        String body = "{\"message\":\"" + words + "\"}";

        LlmException byHeader = Wire.error(status, body, "x-amzn-ErrorType", type + NAMESPACE);
        LlmException byBody = Wire.error(
                status, "{\"__type\":\"com.amazon.coral.service#" + type + "\",\"Message\":\"" + words + "\"}");

        for (LlmException error : new LlmException[] {byHeader, byBody}) {
            assertThat(error.kind()).as(error.getMessage()).isEqualTo(kind);
            assertThat(error.details().providerMessage()).isEqualTo(words);
            assertThat(error.details().providerCode()).isEqualTo(type);
            assertThat(error.details().httpStatus()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({"401, AUTHENTICATION_FAILED", "403, PERMISSION_DENIED", "429, RATE_LIMITED", "503, OVERLOADED"})
    void an_error_without_a_type_follows_its_status(int status, ErrorKind kind) {
        assertThat(Wire.error(status, "").kind()).isEqualTo(kind);
        assertThat(Wire.error(status, "<html>a proxy</html>").kind()).isEqualTo(kind);
        assertThat(Wire.error(status, "{\"message\":null}").kind()).isEqualTo(kind);
        assertThat(Wire.error(status, "[1]").kind()).isEqualTo(kind);
    }

    @Test
    void a_wait_that_a_header_tells_is_taken() {
        LlmException error = Wire.error(
                429, "{\"message\":\"slow\"}", "x-amzn-errortype", "ThrottlingException", "Retry-After", "7");

        assertThat(error.retryAfter()).hasValue(Duration.ofSeconds(7));
    }

    @Test
    void the_words_of_the_model_behind_it_are_told_too() {
        LlmException error = Wire.error(
                424,
                "{\"message\":\"The model failed.\",\"originalStatusCode\":500,\"originalMessage\":\"out of memory\"}",
                "x-amzn-errortype",
                "ModelStreamErrorException");

        assertThat(error.details().providerMessage()).isEqualTo("The model failed.: out of memory");
    }

    /** The bytes are those of providers/bedrock, Streaming, built from the service model. */
    @Test
    void an_exception_in_a_stream_is_an_error() {
        byte[] exception = HexFormat.of()
                .parseHex(
                        "0000008e00000061514180540f3a657863657074696f6e2d747970650700137468726f74746c696e67457863657074696f6e"
                                + "0d3a636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e0d3a6d6573736167652d74797065070009"
                                + "657863657074696f6e7b226d657373616765223a22546f6f206d616e7920746f6b656e73227dc81b1ec1");

        assertThatThrownBy(() -> Wire.events(exception, 11, Wire.HELLO, Wire.target()))
                .isInstanceOfSatisfying(LlmException.class, error -> {
                    assertThat(error.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
                    assertThat(error.details().providerMessage()).isEqualTo("Too many tokens");
                    assertThat(error.details().providerCode()).isEqualTo("throttlingException");
                    assertThat(error.details().requestId()).isEqualTo("request-1");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "internalServerException, SERVER_ERROR",
        "modelStreamErrorException, SERVER_ERROR",
        "validationException, INVALID_REQUEST",
        "throttlingException, RATE_LIMITED",
        "serviceUnavailableException, OVERLOADED",
        "aBrandNewException, SERVER_ERROR",
    })
    void every_exception_of_a_stream_has_its_kind(String type, ErrorKind kind) {
        byte[] message = EventStreamMessage.exception(type, "{\"message\":\"x\"}".getBytes());

        assertThatThrownBy(() -> Wire.events(message, 1000, Wire.HELLO, Wire.target()))
                .isInstanceOfSatisfying(
                        LlmException.class, error -> assertThat(error.kind()).isEqualTo(kind));
    }

    @Test
    void an_error_that_the_service_does_not_model_is_an_error_too() {
        byte[] message = EventStreamMessage.error("InternalError", "try later");

        assertThatThrownBy(() -> Wire.events(message, 1000, Wire.HELLO, Wire.target()))
                .isInstanceOfSatisfying(LlmException.class, error -> {
                    assertThat(error.kind()).isEqualTo(ErrorKind.SERVER_ERROR);
                    assertThat(error.details().providerMessage()).isEqualTo("try later");
                });
    }

    @Test
    void an_error_in_the_place_of_an_answer_is_an_error() {
        assertThatThrownBy(() -> Wire.answer(
                        "{\"__type\":\"ThrottlingException\",\"message\":\"slow\"}", Wire.HELLO, Wire.target()))
                .isInstanceOfSatisfying(
                        LlmException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.RATE_LIMITED));
    }
}
