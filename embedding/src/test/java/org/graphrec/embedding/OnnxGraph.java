package org.graphrec.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Writes a small ONNX model (onnx.proto, operator set 17). */
final class OnnxGraph {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final Proto graph = new Proto().string(2, "test");

    /** An operator with one output. */
    String node(String operator, String output, List<String> inputs, Proto... attributes) {
        graph.message(1, operator("", operator, output, inputs, attributes));
        return output;
    }

    static Proto operator(String domain, String operator, String output, List<String> inputs, Proto... attributes) {
        Proto node = new Proto();
        inputs.forEach(input -> node.string(1, input));
        node.string(2, output).string(3, output).string(4, operator);
        for (Proto attribute : attributes) {
            node.message(5, attribute);
        }
        return domain.isEmpty() ? node : node.string(7, domain);
    }

    static Proto integer(String name, long value) {
        return new Proto().string(1, name).number(3, value).number(20, 2);
    }

    static Proto integers(String name, long... values) {
        Proto attribute = new Proto().string(1, name);
        for (long value : values) {
            attribute.number(8, value);
        }
        return attribute.number(20, 7);
    }

    static Proto real(String name, float value) {
        return new Proto().string(1, name).fixed32(2, value).number(20, 1);
    }

    String weights(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return initializer(name, FLOAT, raw.array(), shape);
    }

    String constants(String name, long[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            raw.putLong(value);
        }
        return initializer(name, INT64, raw.array(), shape);
    }

    private String initializer(String name, int type, byte[] raw, long... shape) {
        graph.message(5, tensor(name, type, raw, shape));
        return name;
    }

    static Proto tensor(String name, int type, byte[] raw, long... shape) {
        Proto tensor = new Proto();
        for (long size : shape) {
            tensor.number(1, size);
        }
        return tensor.number(2, type).string(8, name).bytes(9, raw);
    }

    /** An input of integers, {@code [rows, tokens]}. */
    void input(String name) {
        graph.message(11, value(name, INT64, dimension("rows"), dimension("tokens")));
    }

    /** An output of numbers, {@code [rows, tokens, dimension]}. */
    void output(String name, long dimension) {
        graph.message(12, value(name, FLOAT, dimension("rows"), dimension("tokens"), new Proto().number(1, dimension)));
    }

    private static Proto dimension(String name) {
        return new Proto().string(2, name);
    }

    private static Proto value(String name, int type, Proto... dimensions) {
        Proto shape = new Proto();
        for (Proto dimension : dimensions) {
            shape.message(1, dimension);
        }
        Proto tensor = new Proto().number(1, type).message(2, shape);
        return new Proto().string(1, name).message(2, new Proto().message(1, tensor));
    }

    /** The graph so far, to be altered. */
    Proto graph() {
        return graph;
    }

    Proto model() {
        return new Proto()
                .number(1, 8)
                .string(2, "test")
                .message(7, graph)
                .message(8, new Proto().string(1, "").number(2, 17));
    }
}
