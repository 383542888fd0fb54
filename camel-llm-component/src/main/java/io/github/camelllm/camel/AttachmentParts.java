/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.model.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;

/** The attachments of a message as parts. Needs camel-attachments only where there are any. */
final class AttachmentParts {

    private static final boolean PRESENT = present();

    private AttachmentParts() {}

    /**
     * The attachments, in their order.
     *
     * @throws io.github.camelllm.error.LlmException INVALID_REQUEST when one cannot be read
     */
    static List<Part> of(Exchange exchange) {
        return PRESENT ? Reading.parts(exchange) : List.of();
    }

    private static boolean present() {
        try {
            Class.forName(
                    "org.apache.camel.attachment.AttachmentMessage", false, AttachmentParts.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** Loaded only when the library is there. */
    private static final class Reading {

        private Reading() {}

        static List<Part> parts(Exchange exchange) {
            AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
            if (message == null || !message.hasAttachments()) {
                return List.of();
            }
            List<Part> parts = new ArrayList<>();
            for (Map.Entry<String, Attachment> entry :
                    message.getAttachmentObjects().entrySet()) {
                parts.add(part(entry.getKey(), entry.getValue()));
            }
            return parts;
        }

        private static Part part(String name, Attachment attachment) {
            try (InputStream in = attachment.getDataHandler().getInputStream()) {
                byte[] bytes = in.readAllBytes();
                String type = MediaKind.type(null, attachment.getDataHandler().getContentType(), name, bytes);
                return MediaKind.part(bytes, type, name);
            } catch (IOException e) {
                throw InHeaders.wrong("the attachment '" + name + "' cannot be read: " + e.getMessage());
            }
        }
    }
}
