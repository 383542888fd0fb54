/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

/** Request line and headers of one request. */
record RequestHead(String method, String target, Headers headers) {

    static RequestHead parse(String text) throws MalformedRequestException {
        int lineEnd = text.indexOf("\r\n");
        String[] words = text.substring(0, lineEnd).split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new MalformedRequestException("the request line is not HTTP/1.1: " + text.substring(0, lineEnd));
        }
        return new RequestHead(words[0], words[1], new Headers(text.substring(lineEnd + 2, text.length() - 2)));
    }

    boolean chunked() {
        return headers.all("Transfer-Encoding").stream().anyMatch("chunked"::equalsIgnoreCase);
    }

    boolean expectsContinue() {
        return headers.first("Expect").filter("100-continue"::equalsIgnoreCase).isPresent();
    }

    boolean wantsClose() {
        return headers.all("Connection").stream().anyMatch("close"::equalsIgnoreCase);
    }

    int contentLength() throws MalformedRequestException {
        String value = headers.first("Content-Length").orElse("0");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new MalformedRequestException("Content-Length is not a number: " + value);
        }
    }
}
