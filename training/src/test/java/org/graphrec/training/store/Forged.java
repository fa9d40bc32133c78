// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.graphrec.base.Sha256;

/** Files with right checksums and any header, made without the writer. */
final class Forged {
    private Forged() {}

    /**
     * A file.
     *
     * @param metadata further entries of the metadata, in single quotes
     * @param tensors what follows the metadata, in single quotes, beginning with a comma
     */
    static byte[] file(String metadata, String tensors, byte[] buffers) {
        String json = ("{'__metadata__':{'sha256':'" + "0".repeat(64) + "','buffers_sha256':'" + Sha256.of(buffers)
                        + "'," + metadata + "}" + tensors + "}")
                .replace('\'', '"');
        byte[] header = json.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer head = ByteBuffer.allocate(8 + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header);
        byte[] digits = Sha256.of(head.array()).getBytes(StandardCharsets.US_ASCII);
        head.put(8 + "{'__metadata__':{'sha256':'".length(), digits);
        return ByteBuffer.allocate(head.capacity() + buffers.length)
                .put(head.array())
                .put(buffers)
                .array();
    }
}
