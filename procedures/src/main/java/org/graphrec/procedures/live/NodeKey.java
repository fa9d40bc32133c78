// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.graphrec.base.Sha256;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.schema.ConstraintDefinition;
import org.neo4j.graphdb.schema.ConstraintType;

/**
 * What tells the nodes of a label apart: the values of some properties, of which a model keeps 64 bits of a hash.
 *
 * @param properties at least one
 * @param salt goes into each hash, so that equal values of two models look different
 */
public record NodeKey(List<String> properties, String salt) {
    private static final int SALT_BYTES = 16;

    public NodeKey {
        properties = List.copyOf(properties);
    }

    /** With a salt of its own. */
    public static NodeKey of(List<String> properties) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new NodeKey(properties, HexFormat.of().formatHex(salt));
    }

    /**
     * The key that a uniqueness or key constraint on a label promises: the one of fewest properties, of several the first by name;
     * null where there is none.
     */
    public static NodeKey ofConstraint(Transaction transaction, String label) {
        if (label == null) {
            return null;
        }
        return StreamSupport.stream(
                        transaction.schema().getConstraints(Label.label(label)).spliterator(), false)
                .filter(constraint -> constraint.isConstraintType(ConstraintType.UNIQUENESS)
                        || constraint.isConstraintType(ConstraintType.NODE_KEY))
                .map(NodeKey::properties)
                .min(Comparator.<List<String>>comparingInt(List::size)
                        .thenComparing(properties -> String.join("\0", properties)))
                .map(NodeKey::of)
                .orElse(null);
    }

    private static List<String> properties(ConstraintDefinition constraint) {
        return StreamSupport.stream(constraint.getPropertyKeys().spliterator(), false)
                .sorted()
                .toList();
    }

    /** Whether a node has a value of each property. */
    boolean complete(Node node) {
        return properties.stream().allMatch(node::hasProperty);
    }

    /** 64 bits of the node's values, neither 0 nor 1; of numbers, 1 and 1.0 are equal. */
    long hash(Node node) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        put(bytes, salt);
        for (String property : properties) {
            put(bytes, node.getProperty(property, null));
        }
        long hash = ByteBuffer.wrap(Sha256.digest().digest(bytes.toByteArray())).getLong();
        return hash == 0 || hash == 1 ? 2 : hash;
    }

    private static void put(ByteArrayOutputStream bytes, Object value) {
        if (value == null) {
            bytes.write('0');
        } else if (value instanceof Number number) {
            double real = number.doubleValue();
            boolean whole = !(value instanceof Double || value instanceof Float)
                    || (real == Math.rint(real) && Math.abs(real) < 0x1p63);
            bytes.write(whole ? 'i' : 'd');
            bytes.writeBytes(ByteBuffer.allocate(Long.BYTES)
                    .putLong(whole ? number.longValue() : Double.doubleToLongBits(real))
                    .array());
        } else if (value.getClass().isArray()) {
            int length = Array.getLength(value);
            bytes.write('[');
            put(bytes, length);
            for (int i = 0; i < length; i++) {
                put(bytes, Array.get(value, i));
            }
        } else {
            // letters are texts; dates, times and points say what they are
            byte[] encoded = value.toString().getBytes(StandardCharsets.UTF_8);
            bytes.write(value instanceof String || value instanceof Character ? 's' : 'o');
            put(bytes, encoded.length);
            bytes.writeBytes(encoded);
        }
    }

    /** In words: "property `isbn`". */
    String described() {
        return (properties.size() == 1 ? "property `" : "properties `") + String.join("`, `", properties) + "`";
    }
}
