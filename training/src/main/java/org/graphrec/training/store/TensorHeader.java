// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphrec.base.Json;
import org.graphrec.base.Sha256;

/**
 * The JSON header of a {@link TensorFile}: what is in the file and where, and two checksums as ordinary metadata.
 *
 * <p>{@code buffers_sha256} is over all bytes after the header. {@code sha256} is over everything before them, its own 64 digits
 * taken as zeros, and so over the other checksum as well. It stands at a fixed place, so that nothing is parsed before it is
 * verified, and the header can be trusted without reading the buffers.
 */
public final class TensorHeader {
    /** What this version writes; it reads all earlier ones. Since 2 there are 64-bit floats and other models than recommenders. */
    static final int FORMAT = 2;

    /** The largest header, in bytes. */
    static final int MAX_BYTES = 16 << 20;

    /** The bytes before the header: its length, little-endian. */
    static final int LENGTH_BYTES = 8;

    private static final String PREFIX = "{\"__metadata__\":{\"sha256\":\"";
    private static final String METADATA = "__metadata__";
    private static final String OWN = "sha256";
    private static final String BUFFERS = "buffers_sha256";
    private static final String VERSION = "graphrec_format";
    private static final int DIGITS_FROM = LENGTH_BYTES + PREFIX.length();
    private static final int DIGITS_TO = DIGITS_FROM + Sha256.DIGITS;

    private final Map<String, String> metadata;
    private final List<TensorSlot> slots;
    private final long buffersFrom;

    private TensorHeader(Map<String, String> metadata, List<TensorSlot> slots, long buffersFrom) {
        this.metadata = Collections.unmodifiableMap(metadata);
        this.slots = slots;
        this.buffersFrom = buffersFrom;
    }

    /** Names and texts of the file's author, and the three entries of ours. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The checksum over the whole content of the file, 64 hexadecimal digits. */
    public String checksum() {
        return metadata.get(OWN);
    }

    /** The bytes of the whole file. */
    public long fileBytes() {
        return buffersFrom + bufferBytes();
    }

    String buffersChecksum() {
        return metadata.get(BUFFERS);
    }

    List<TensorSlot> slots() {
        return slots;
    }

    long buffersFrom() {
        return buffersFrom;
    }

    long bufferBytes() {
        return slots.isEmpty() ? 0 : slots.get(slots.size() - 1).end();
    }

    /**
     * The first bytes of a file: the header's length, the header.
     *
     * @throws IllegalArgumentException when it is too large, or the metadata have names of ours
     */
    static byte[] encode(Map<String, String> metadata, List<TensorSlot> slots, String buffersChecksum) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put(OWN, "0".repeat(Sha256.DIGITS));
        entries.put(BUFFERS, buffersChecksum);
        entries.put(VERSION, Integer.toString(FORMAT));
        metadata.forEach((key, value) -> {
            if (entries.putIfAbsent(key, value) != null) {
                throw new IllegalArgumentException("The metadata must not have the name `" + key + "`.");
            }
        });
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(METADATA, entries);
        slots.forEach(slot -> header.put(slot.name(), slot.toJson()));
        byte[] json = Json.write(header).getBytes(StandardCharsets.US_ASCII);
        // readers that map the file want the buffers aligned
        byte[] bytes = new byte[Math.addExact(LENGTH_BYTES, Math.addExact(json.length, 7) / 8 * 8)];
        Arrays.fill(bytes, (byte) ' ');
        int length = bytes.length - LENGTH_BYTES;
        if (length > MAX_BYTES) {
            throw new IllegalArgumentException("The header of a model file must have at most " + MAX_BYTES
                    + " bytes but would have " + length + ".");
        }
        for (int i = 0; i < LENGTH_BYTES; i++) {
            bytes[i] = (byte) ((long) length >>> (8 * i));
        }
        System.arraycopy(json, 0, bytes, LENGTH_BYTES, json.length);
        byte[] digits = Sha256.of(bytes).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, bytes, DIGITS_FROM, digits.length);
        return bytes;
    }

    /**
     * The length of the header that begins a file.
     *
     * @param lengthBytes the first bytes of the file
     * @param fileBytes what the file has in all; nothing larger is ever allocated
     */
    static int length(byte[] lengthBytes, long fileBytes) {
        long length = 0;
        for (int i = 0; i < LENGTH_BYTES; i++) {
            length |= (lengthBytes[i] & 0xffL) << (8 * i);
        }
        if (length < DIGITS_TO - LENGTH_BYTES || length > MAX_BYTES || length > fileBytes - LENGTH_BYTES) {
            throw ModelFileException.corrupt("the length of its header is impossible");
        }
        return (int) length;
    }

    /**
     * Verifies, then parses.
     *
     * @param bytes the header's length and the header
     * @param fileBytes what the file has in all
     */
    static TensorHeader decode(byte[] bytes, long fileBytes) {
        verify(bytes);
        Map<String, Object> header = StoredJson.object(
                new String(bytes, LENGTH_BYTES, bytes.length - LENGTH_BYTES, StandardCharsets.US_ASCII));
        Map<String, String> metadata = metadata(header.remove(METADATA));
        requireFormat(metadata.get(VERSION));
        List<TensorSlot> slots = TensorSlot.inOrder(header);
        TensorHeader decoded = new TensorHeader(metadata, slots, bytes.length);
        if (decoded.bufferBytes() != fileBytes - bytes.length) {
            throw ModelFileException.corrupt("it has " + fileBytes + " bytes instead of " + decoded.fileBytes());
        }
        if (metadata.get(BUFFERS) == null) {
            throw ModelFileException.corrupt("a checksum is missing");
        }
        return decoded;
    }

    private static void verify(byte[] bytes) {
        byte[] prefix = PREFIX.getBytes(StandardCharsets.US_ASCII);
        if (!Arrays.equals(bytes, LENGTH_BYTES, DIGITS_FROM, prefix, 0, prefix.length)) {
            throw ModelFileException.corrupt("it does not start like one");
        }
        byte[] zeroed = bytes.clone();
        Arrays.fill(zeroed, DIGITS_FROM, DIGITS_TO, (byte) '0');
        byte[] digits = Sha256.of(zeroed).getBytes(StandardCharsets.US_ASCII);
        if (!Arrays.equals(bytes, DIGITS_FROM, DIGITS_TO, digits, 0, digits.length)) {
            throw ModelFileException.corrupt("the checksum of its header is wrong");
        }
    }

    private static Map<String, String> metadata(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw ModelFileException.corrupt("its metadata is not an object");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        map.forEach((key, text) -> {
            if (!(text instanceof String string)) {
                throw ModelFileException.corrupt("its metadata has values that are not texts");
            }
            metadata.put((String) key, string);
        });
        return metadata;
    }

    private static void requireFormat(String format) {
        if (format == null || !format.matches("[1-9][0-9]{0,8}")) {
            throw ModelFileException.corrupt("its format is missing");
        }
        if (Integer.parseInt(format) > FORMAT) {
            throw new ModelFileException(
                    ModelFileException.Reason.NEWER,
                    "The model file has format " + format + " but this version reads formats up to " + FORMAT
                            + ". Update the plugin.");
        }
    }

    /** The names that metadata of others must not have. */
    static Set<String> reserved() {
        return Set.of(OWN, BUFFERS, VERSION);
    }
}
