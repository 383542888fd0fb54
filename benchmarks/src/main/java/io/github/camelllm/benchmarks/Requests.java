/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

/** What the server has to know of a request; of HTTP it understands what the candidates send. */
final class Requests {

    private Requests() {}

    /** Whether the request has come to its end: by its length, or by its last chunk. */
    static boolean whole(String request) {
        int head = request.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        int length = header(request, head, "content-length:");
        return length < 0 ? request.endsWith("\r\n0\r\n\r\n") : request.length() >= head + 4 + length;
    }

    /** The part of the path that tells how to answer; streams have their own. */
    static String script(String request) {
        boolean streams = request.contains("\"stream\":true") || request.contains("\"stream\" : true");
        int begin = request.indexOf(' ');
        return (streams ? "stream" : "whole") + request.substring(begin + 1, request.indexOf("/v1/", begin));
    }

    private static int header(String request, int head, String name) {
        for (int line = request.indexOf("\r\n"); line < head; line = request.indexOf("\r\n", line + 2)) {
            if (request.regionMatches(true, line + 2, name, 0, name.length())) {
                int end = request.indexOf("\r\n", line + 2);
                return Integer.parseInt(
                        request.substring(line + 2 + name.length(), end).strip());
            }
        }
        return -1;
    }
}
