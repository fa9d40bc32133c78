// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.Set;

/**
 * Reads an ONNX model file (onnx.proto, ModelProto) far enough to know that native code may see it: no data outside the
 * file, no operator outside those of text encoders, no subgraph, function or training part, and no tensor that claims
 * more than the file holds. One pass, no recursion, no allocation that the file decides on.
 */
final class OnnxScan {

    private static final int MAX_NODES = 200_000;

    private static final Set<String> OPERATORS =
            Set.of(("Abs Add And ArgMax ArgMin Cast CastLike Ceil Clip Concat Constant ConstantOfShape Cos CumSum"
                            + " DequantizeLinear Div Dropout DynamicQuantizeLinear Einsum Equal Erf Exp Expand Flatten"
                            + " Floor Gather GatherElements GatherND Gelu Gemm Greater GreaterOrEqual Identity IsInf"
                            + " IsNaN LayerNormalization Less LessOrEqual Log LpNormalization MatMul MatMulInteger Max"
                            + " Mean Min Mod Mul Neg Not Or Pad Pow QLinearMatMul QuantizeLinear RMSNormalization Range"
                            + " Reciprocal ReduceL2 ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum"
                            + " ReduceSumSquare Relu Reshape RotaryEmbedding Round ScatterElements ScatterND Shape"
                            + " Sigmoid Sign Sin Size Slice Softmax Softplus Split Sqrt Squeeze Sub Sum Tanh Tile"
                            + " Transpose Trilu Unsqueeze Where Xor")
                    .split(" ", -1));

    /** What models of pictures and sounds need besides. */
    private static final Set<String> MEDIA_OPERATORS =
            Set.of(("AveragePool BatchNormalization Conv ConvInteger Elu GlobalAveragePool GlobalMaxPool"
                            + " GroupNormalization HardSigmoid HardSwish InstanceNormalization LeakyRelu MaxPool Mish"
                            + " PRelu QLinearConv Selu Softsign")
                    .split(" ", -1));

    /** ONNX Runtime's own fused operators, as its optimizer for transformers writes them. */
    private static final Set<String> FUSED_OPERATORS =
            Set.of(("Attention BiasGelu DynamicQuantizeMatMul EmbedLayerNormalization FastGelu FusedMatMul Gelu"
                            + " GroupQueryAttention MatMulIntegerToFloat MatMulNBits MultiHeadAttention QAttention"
                            + " QuickGelu RotaryEmbedding SimplifiedLayerNormalization SkipLayerNormalization"
                            + " SkipSimplifiedLayerNormalization")
                    .split(" ", -1));

    /** Operators that take one scale from all texts of a run, so that the texts change each other's vectors. */
    private static final Set<String> COUPLING = Set.of("DynamicQuantizeLinear", "DynamicQuantizeMatMul", "QAttention");

    private final boolean media;
    private int nodes;
    private int graphs;
    private boolean coupled;

    private OnnxScan(boolean media) {
        this.media = media;
    }

    /**
     * Scans a model.
     *
     * @return whether texts of one run change each other's vectors
     * @throws EncoderException when the model has what a text encoder does not need
     */
    static boolean couplesTexts(byte[] onnx) {
        return scanned(onnx, false).coupled;
    }

    /**
     * Scans a model of pictures or sounds.
     *
     * @throws EncoderException when the model has what such an encoder does not need
     */
    static void requireMedia(byte[] onnx) {
        scanned(onnx, true);
    }

    private static OnnxScan scanned(byte[] onnx, boolean media) {
        OnnxScan scan = new OnnxScan(media);
        scan.model(new ProtoReader(onnx));
        if (scan.nodes == 0) {
            throw refused("it has no operators");
        }
        return scan;
    }

    private void model(ProtoReader model) {
        while (model.next()) {
            switch (model.field()) {
                case 7 -> {
                    if (++graphs > 1) {
                        throw refused("it has two graphs");
                    }
                    graph(model.message());
                }
                case 8 -> opset(model.message());
                case 20 -> throw refused("it has a training part");
                case 25 -> throw refused("it has functions of its own");
                default -> {}
            }
        }
    }

    private static void opset(ProtoReader opset) {
        while (opset.next()) {
            if (opset.field() == 1) {
                domain(opset.string());
            }
        }
    }

    private void graph(ProtoReader graph) {
        while (graph.next()) {
            switch (graph.field()) {
                case 1 -> node(graph.message());
                case 5 -> tensor(graph.message());
                case 15 -> throw refused("it has sparse tensors");
                default -> {}
            }
        }
    }

    private void node(ProtoReader node) {
        if (++nodes > MAX_NODES) {
            throw refused("it has more than " + MAX_NODES + " operators");
        }
        String operator = "";
        String domain = "";
        while (node.next()) {
            switch (node.field()) {
                case 4 -> operator = node.string();
                case 5 -> attribute(node.message());
                case 7 -> domain = node.string();
                default -> {}
            }
        }
        boolean fused = domain(domain);
        boolean known = (fused ? FUSED_OPERATORS : OPERATORS).contains(operator)
                || (media && !fused && MEDIA_OPERATORS.contains(operator));
        if (!known) {
            throw refused("it has the operator `" + printable(operator) + "`, which " + (media ? "" : "text ")
                    + "encoders do not need");
        }
        coupled |= COUPLING.contains(operator);
    }

    /** Whether these are ONNX Runtime's own operators; refuses any but those and the standard's. */
    private static boolean domain(String domain) {
        switch (domain) {
            case "", "ai.onnx" -> {
                return false;
            }
            case "com.microsoft" -> {
                return true;
            }
            case "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview.training", "com.microsoft.nchwc" -> {
                // exporters name them without using them; their operators are not in the list
                return true;
            }
            default -> throw refused("it has operators of the unknown domain `" + printable(domain) + "`");
        }
    }

    private static void attribute(ProtoReader attribute) {
        int tensors = 0;
        while (attribute.next()) {
            switch (attribute.field()) {
                case 5, 10 -> {
                    tensors += attribute.field() == 5 ? 1 : 0;
                    tensor(attribute.message());
                }
                case 6, 11 -> throw refused("it has subgraphs");
                case 22, 23 -> throw refused("it has sparse tensors");
                default -> {}
            }
        }
        if (tensors > 1) {
            throw refused("an attribute has two tensors");
        }
    }

    private static void tensor(ProtoReader tensor) {
        long elements = 1;
        long bytes = 0;
        while (tensor.next()) {
            switch (tensor.field()) {
                case 1 -> elements = tensor.timesSizes(elements);
                case 3 -> throw refused("a tensor is in segments");
                case 4, 5, 6, 7, 9, 10, 11 -> bytes += tensor.length();
                case 13 -> throw refused("it keeps data outside the file");
                case 14 -> {
                    if (tensor.number() != 0) {
                        throw refused("it keeps data outside the file");
                    }
                }
                default -> {}
            }
        }
        // two of the smallest elements, of 4 bit, share a byte
        if (elements > 2 * bytes) {
            throw refused("a tensor claims " + elements + " elements but holds " + bytes + " bytes");
        }
    }

    private static String printable(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_.-]", "?");
        return safe.length() > 64 ? safe.substring(0, 64) : safe;
    }

    private static EncoderException refused(String why) {
        return new EncoderException("The ONNX model is refused: " + why
                + ". Export it as one file for feature extraction, for example with Optimum.");
    }
}
