// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.base.Sha256;
import org.graphrec.training.Monitor;

/**
 * Named tensors and texts as one file in the layout of safetensors: 8 bytes with the length of the header, little-endian; the
 * header, JSON; the elements of all tensors, little-endian, without gaps. Any reader of safetensors can open it;
 * {@link TensorHeader} says what ours verifies.
 */
public final class TensorFile {
    /** What is read or written at once, and between two questions whether to go on. */
    private static final int CHUNK = 1 << 20;

    /** What is written between two calls of force: one alone over gigabytes would outlast a termination by seconds. */
    private static final long BYTES_PER_FORCE = 64L << 20;

    private final Map<String, String> metadata;
    private final Map<String, Tensor> tensors;

    /** The content of a file; maps are copied, in their order. */
    public TensorFile(Map<String, String> metadata, Map<String, Tensor> tensors) {
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** The texts, without those of the format itself. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The tensors, by name. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /** A lower bound on the file's bytes: what the tensors take. */
    long tensorBytes() {
        return tensors.values().stream().mapToLong(Tensor::byteSize).reduce(0, Math::addExact);
    }

    /** Writes everything and forces it to the disk; returns the checksum over the content. */
    String write(Storage.Output out, Monitor monitor) throws IOException {
        List<TensorSlot> slots = TensorSlot.layout(tensors);
        ByteBuffer chunk = buffer(tensorBytes());
        MessageDigest digest = Sha256.digest();
        for (TensorSlot slot : slots) {
            Tensor tensor = tensors.get(slot.name());
            for (int at = 0; at < tensor.size(); ) {
                monitor.assertRunning();
                at = tensor.put(at, chunk.clear());
                digest.update(chunk.flip());
            }
        }
        byte[] header = TensorHeader.encode(metadata, slots, HexFormat.of().formatHex(digest.digest()));
        out.write(ByteBuffer.wrap(header));
        long unforced = header.length;
        for (TensorSlot slot : slots) {
            Tensor tensor = tensors.get(slot.name());
            for (int at = 0; at < tensor.size(); ) {
                monitor.assertRunning();
                at = tensor.put(at, chunk.clear());
                chunk.flip();
                unforced += chunk.remaining();
                out.write(chunk);
                if (unforced >= BYTES_PER_FORCE) {
                    out.force();
                    unforced = 0;
                }
            }
        }
        out.force();
        return TensorHeader.decode(header, header.length + tensorBytes()).checksum();
    }

    /** Reads and verifies the header alone. */
    static TensorHeader readHeader(Storage.Input in) throws IOException {
        long fileBytes = in.size();
        if (fileBytes < TensorHeader.LENGTH_BYTES) {
            throw ModelFileException.corrupt("it is too short");
        }
        byte[] lengthBytes = new byte[TensorHeader.LENGTH_BYTES];
        fill(in, ByteBuffer.wrap(lengthBytes), 0);
        int length = TensorHeader.length(lengthBytes, fileBytes);
        byte[] bytes = Arrays.copyOf(lengthBytes, TensorHeader.LENGTH_BYTES + length);
        fill(in, ByteBuffer.wrap(bytes, TensorHeader.LENGTH_BYTES, length), TensorHeader.LENGTH_BYTES);
        return TensorHeader.decode(bytes, fileBytes);
    }

    /** Reads all bytes and compares both checksums, without keeping anything. */
    static TensorHeader verify(Storage.Input in, Monitor monitor) throws IOException {
        TensorHeader header = readHeader(in);
        ByteBuffer chunk = buffer(header.bufferBytes());
        MessageDigest digest = Sha256.digest();
        for (long at = header.buffersFrom(); at < header.fileBytes(); ) {
            monitor.assertRunning();
            chunk.clear().limit((int) Math.min(chunk.capacity(), header.fileBytes() - at));
            fill(in, chunk, at);
            at += chunk.flip().remaining();
            digest.update(chunk);
        }
        requireBuffers(header, digest);
        return header;
    }

    /**
     * Reads a file.
     *
     * @throws ModelFileException when a byte is not as it was written
     */
    static TensorFile read(Storage.Input in, Monitor monitor) throws IOException {
        TensorHeader header = readHeader(in);
        ByteBuffer chunk = buffer(header.bufferBytes());
        MessageDigest digest = Sha256.digest();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorSlot slot : header.slots()) {
            Tensor tensor = Tensor.zeros(
                    slot.type(),
                    slot.shape().stream().mapToInt(Integer::intValue).toArray());
            long from = header.buffersFrom() + slot.begin();
            for (int at = 0; at < tensor.size(); ) {
                monitor.assertRunning();
                chunk.clear().limit((int) Math.min(
                        CHUNK, (long) (tensor.size() - at) * slot.type().bytes()));
                fill(in, chunk, from + (long) at * slot.type().bytes());
                digest.update(chunk.flip().duplicate());
                at = tensor.take(at, chunk);
            }
            tensors.put(slot.name(), tensor);
        }
        requireBuffers(header, digest);
        Map<String, String> metadata = new LinkedHashMap<>(header.metadata());
        metadata.keySet().removeAll(TensorHeader.reserved());
        return new TensorFile(metadata, tensors);
    }

    private static void requireBuffers(TensorHeader header, MessageDigest digest) {
        if (!HexFormat.of().formatHex(digest.digest()).equals(header.buffersChecksum())) {
            throw ModelFileException.corrupt("the checksum of its tensors is wrong");
        }
    }

    private static void fill(Storage.Input in, ByteBuffer into, long from) throws IOException {
        long start = from - into.position();
        while (into.hasRemaining()) {
            if (in.read(into, start + into.position()) < 0) {
                throw ModelFileException.corrupt("it ends too early");
            }
        }
    }

    private static ByteBuffer buffer(long mostUsed) {
        return ByteBuffer.allocate((int) Math.min(CHUNK, mostUsed)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
