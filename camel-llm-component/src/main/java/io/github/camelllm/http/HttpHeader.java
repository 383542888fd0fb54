/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelllm.http;

import java.util.Locale;

/** One header field. {@link #toString} shows only its name, since the value may be a key. */
public record HttpHeader(String name, String value) {

    public HttpHeader {
        if (name.isEmpty() || !name.chars().allMatch(HttpHeader::isToken)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a header name; allowed are letters, digits and !#$%&'*+-.^_`|~");
        }
        int bad = firstBad(value);
        if (bad >= 0) {
            throw new IllegalArgumentException("the value of header " + name + " has the character U+"
                    + String.format(Locale.ROOT, "%04X", (int) value.charAt(bad)) + " at position " + bad
                    + "; allowed are the printable characters of ISO-8859-1, spaces and tabs");
        }
    }

    private static int firstBad(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\t' && (c < ' ' || c == 0x7f || c > 0xff)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isToken(int c) {
        return c >= '0' && c <= '9'
                || c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return name + ": ***";
    }
}
