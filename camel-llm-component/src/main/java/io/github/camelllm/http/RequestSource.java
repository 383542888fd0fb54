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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Gives the engine the request, whose body is sent once. */
final class RequestSource implements AsyncRequestProducer, EntityDetails {

    private final Exchange exchange;
    private final ByteBuffer body;

    RequestSource(Exchange exchange) {
        this.exchange = exchange;
        this.body = ByteBuffer.wrap(exchange.call().body());
    }

    @Override
    public void sendRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        HttpCall call = exchange.call();
        HttpRequest request = new BasicHttpRequest(call.method(), call.uri());
        boolean coding = false;
        for (HttpHeader header : call.headers()) {
            request.addHeader(header.name(), header.value());
            coding |= header.name().equalsIgnoreCase("Accept-Encoding");
        }
        if (!coding) {
            request.addHeader("Accept-Encoding", "gzip");
        }
        channel.sendRequest(request, body.hasRemaining() ? this : null, context);
    }

    @Override
    public int available() {
        return body.remaining();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (body.hasRemaining() && channel.write(body) > 0) {
            exchange.progress();
        }
        if (!body.hasRemaining()) {
            channel.endStream();
        }
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public long getContentLength() {
        return exchange.call().body().length;
    }

    /** The caller gives the header itself. */
    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public @Nullable String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return false;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }

    @Override
    public void failed(Exception cause) {
        exchange.broken(cause);
    }

    @Override
    public void releaseResources() {}
}
