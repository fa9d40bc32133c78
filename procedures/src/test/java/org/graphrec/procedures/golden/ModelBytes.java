// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphrec.base.Json;

/** A model's file as bytes, read here without the code that is tested. */
public final class ModelBytes {
    private static final int DIGITS_FROM = Long.BYTES + "{\"__metadata__\":{\"sha256\":\"".length();
    private static final int DIGITS_TO = DIGITS_FROM + 64;

    private ModelBytes() {}

    /**
     * A digest of everything in a file but what differs from run to run: when it was trained and how long each trial took, the
     * database, the order of keys in JSON objects, and the checksum of all these; and but for what no answer depends on: where
     * interactions came from, and how much heap the training was expected to need.
     */
    static String digest(byte[] file) {
        int buffers = buffers(file);
        Map<String, Object> header = Json.readObject(new String(file, Long.BYTES, buffers - Long.BYTES, UTF_8));
        Map<String, Object> metadata = map(header, "__metadata__");
        Map<String, Object> model = Json.readObject((String) replace(metadata, "graphrec_model", ""));
        replace(metadata, "sha256", "");
        replace(model, "database", "");
        replace(model, "creationTime", "");
        if (map(model, "modelInfo").get("trials") instanceof List<?> trials) {
            trials.forEach(trial -> replace(map(trial), "seconds", ""));
        }
        map(model, "modelInfo").keySet().removeAll(List.of("graphName", "latestInteraction", "estimatedBytes"));
        MessageDigest digest = sha256();
        digest.update(Json.write(sorted(header)).getBytes(UTF_8));
        digest.update(Json.write(sorted(model)).getBytes(UTF_8));
        digest.update(file, buffers, file.length - buffers);
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * What a file says of a graph: its tensors and its document, but for when and how fast it was made, and the hashes of keys, whose
     * salts are random.
     */
    public static Map<String, Object> said(byte[] file) {
        int buffers = buffers(file);
        Map<String, Object> header = Json.readObject(new String(file, Long.BYTES, buffers - Long.BYTES, UTF_8));
        Map<String, Object> said = new TreeMap<>();
        said.put("document", document((String) map(header, "__metadata__").get("graphrec_model")));
        header.forEach((name, tensor) -> {
            if (!name.equals("__metadata__") && !name.endsWith(".hashes")) {
                List<?> offsets = (List<?>) map(tensor).get("data_offsets");
                int from = buffers + ((Number) offsets.get(0)).intValue();
                int to = buffers + ((Number) offsets.get(1)).intValue();
                said.put(name, HexFormat.of().formatHex(file, from, to));
            }
        });
        return said;
    }

    /** A model's document without what differs from run to run. */
    public static String document(String json) {
        return json.replaceAll("\"(creationTime|seconds|salt|sha256|buffers_sha256)\": ?(\"[^\"]*\"|[-0-9.Ee+]+)", "");
    }

    /** The same file as if it had been stored by another database that has the same nodes. */
    static byte[] movedTo(byte[] file, String database) {
        byte[] moved = file.clone();
        byte[] entry = "\\\"database\\\":\\\"".getBytes(UTF_8);
        int at = 0;
        while (!Arrays.equals(moved, at, at + entry.length, entry, 0, entry.length)) {
            at++;
        }
        System.arraycopy(database.getBytes(UTF_8), 0, moved, at + entry.length, database.length());
        Arrays.fill(moved, DIGITS_FROM, DIGITS_TO, (byte) '0');
        byte[] header = Arrays.copyOf(moved, buffers(moved));
        byte[] digits = HexFormat.of().formatHex(sha256().digest(header)).getBytes(UTF_8);
        System.arraycopy(digits, 0, moved, DIGITS_FROM, digits.length);
        return moved;
    }

    /** The name of the file under which a database stores a model of a user's. */
    static String fileName(String database, String owner, String model) {
        String key = database.length() + ":" + database + owner.length() + ":" + owner + model;
        return HexFormat.of().formatHex(sha256().digest(key.getBytes(UTF_8))) + ".safetensors";
    }

    private static int buffers(byte[] file) {
        return Long.BYTES
                + Math.toIntExact(
                        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong());
    }

    /** The value there was; an entry that is missing is a failure, not something to pass over. */
    private static Object replace(Map<String, Object> map, String key, Object value) {
        Object earlier = map.put(key, value);
        if (earlier == null) {
            throw new AssertionError("`" + key + "` is missing in " + map);
        }
        return earlier;
    }

    private static Map<String, Object> map(Map<String, Object> outer, String key) {
        return map(outer.get(key));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, inner) -> sorted.put((String) key, sorted(inner)));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(ModelBytes::sorted).toList()
                : value;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("Java has no SHA-256, which every Java must have.", none);
        }
    }
}
