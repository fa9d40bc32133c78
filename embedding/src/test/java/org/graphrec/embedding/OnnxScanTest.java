// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.graphrec.fixtures.onnx.OnnxGraph;
import org.graphrec.fixtures.onnx.Proto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxScanTest {

    private static final Proto SOUND_OPSET = new Proto().string(1, "").number(2, 17);

    @Test
    void passesTextEncodersAndSeesWhichCoupleTexts() {
        assertThat(OnnxScan.couplesTexts(new TinyBert().onnx().toBytes())).isFalse();
        assertThat(OnnxScan.couplesTexts(MiniLm.read("all-minilm-l6-v2-q.onnx")))
                .isTrue();
    }

    static Stream<Arguments> hostileModels() {
        Proto outside = OnnxGraph.tensor("w", 1, new byte[0], 4)
                .message(13, new Proto().string(1, "location").string(2, "../../../etc/passwd"))
                .number(14, 1);
        Proto outsideByPlace = OnnxGraph.tensor("w", 1, new byte[16], 4)
                .message(13, new Proto().string(1, "location").string(2, "weights.bin"));
        Proto outsideByFlag = OnnxGraph.tensor("w", 1, new byte[16], 4).number(14, 1);
        Proto sparse = new Proto().message(1, OnnxGraph.tensor("v", 1, new byte[4], 1));
        Proto branch = new Proto().string(1, "then_branch").message(6, new Proto().string(2, "inner"));
        return Stream.of(
                Arguments.of("keeps data outside", withInitializer(outside)),
                Arguments.of("keeps data outside", withInitializer(outsideByPlace)),
                Arguments.of("keeps data outside", withInitializer(outsideByFlag)),
                Arguments.of("keeps data outside", withNode(constant(new Proto().message(5, outside)))),
                Arguments.of("keeps data outside", withNode(constant(new Proto().message(10, outside)))),
                Arguments.of("sparse tensors", new Proto().message(7, new Proto().message(15, sparse))),
                Arguments.of("sparse tensors", withNode(constant(new Proto().message(22, sparse)))),
                Arguments.of("subgraphs", withNode(operator("", "Add", branch))),
                Arguments.of("subgraphs", withNode(operator("", "Add", new Proto().message(11, new Proto())))),
                Arguments.of("operator `If`", withNode(operator("", "If"))),
                Arguments.of("operator `Loop`", withNode(operator("", "Loop"))),
                Arguments.of("operator `Scan`", withNode(operator("", "Scan"))),
                Arguments.of("operator `TfIdfVectorizer`", withNode(operator("ai.onnx.ml", "TfIdfVectorizer"))),
                Arguments.of("operator `Evil`", withNode(operator("com.microsoft", "Evil"))),
                Arguments.of("unknown domain `evil.domain`", withNode(operator("evil.domain", "Add"))),
                Arguments.of(
                        "unknown domain `ai.onnx.contrib`",
                        sound().message(
                                        8,
                                        new Proto().string(1, "ai.onnx.contrib").number(2, 1))),
                Arguments.of("functions of its own", sound().message(25, new Proto().string(1, "f"))),
                Arguments.of("a training part", sound().message(20, new Proto())),
                Arguments.of("two graphs", sound().message(7, new Proto())),
                Arguments.of(
                        "claims 1000000 elements", withInitializer(OnnxGraph.tensor("w", 1, new byte[4], 1_000_000))),
                Arguments.of(
                        "not a valid ONNX model",
                        withInitializer(OnnxGraph.tensor("w", 1, new byte[4], 1L << 62, 1L << 62))),
                Arguments.of("not a valid ONNX model", withInitializer(OnnxGraph.tensor("w", 1, new byte[4], -1))),
                Arguments.of("in segments", withInitializer(new Proto().message(3, new Proto()))),
                Arguments.of(
                        "two tensors",
                        withNode(constant(new Proto()
                                .message(5, OnnxGraph.tensor("a", 1, new byte[4], 1))
                                .message(5, OnnxGraph.tensor("b", 1, new byte[4], 1))))),
                Arguments.of("no operators", new Proto().number(1, 8)),
                Arguments.of("no operators", new Proto()),
                Arguments.of("not a valid ONNX model", new Proto().raw(0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F)),
                Arguments.of("not a valid ONNX model", new Proto().raw(0x3B)),
                Arguments.of("not a valid ONNX model", new Proto().raw(0x00)),
                Arguments.of("not a valid ONNX model", new Proto().raw('P', 'K', 3, 4)),
                Arguments.of(
                        "not a valid ONNX model",
                        new Proto().raw(8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1)));
    }

    @ParameterizedTest
    @MethodSource("hostileModels")
    void refusesWhatTextEncodersDoNotNeed(String reason, Proto model) {
        long opened = OnnxSession.opened();
        assertThatThrownBy(() -> OnnxScan.couplesTexts(model.toBytes()))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining(reason);
        assertThat(OnnxSession.opened()).isEqualTo(opened);
    }

    @Test
    void answersToAnyDamageWithARefusalOrAPass() {
        byte[] model = new TinyBert().onnx().toBytes();
        for (int length = 0; length < model.length; length += 7) {
            tried(Arrays.copyOf(model, length));
        }
        Random random = new Random(9);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = model.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            refused += tried(damaged) ? 0 : 1;
        }
        assertThat(refused).isPositive();
    }

    private static boolean tried(byte[] model) {
        try {
            OnnxScan.couplesTexts(model);
            return true;
        } catch (EncoderException refusal) {
            assertThat(refusal).hasMessageContaining("ONNX model");
            return false;
        }
    }

    private static Proto sound() {
        return withNode(operator("", "Add"));
    }

    private static Proto withNode(Proto node) {
        return new Proto().number(1, 8).message(7, new Proto().message(1, node)).message(8, SOUND_OPSET);
    }

    private static Proto withInitializer(Proto tensor) {
        Proto graph = new Proto().message(1, operator("", "Add")).message(5, tensor);
        return new Proto().number(1, 8).message(7, graph).message(8, SOUND_OPSET);
    }

    private static Proto operator(String domain, String name, Proto... attributes) {
        return OnnxGraph.operator(domain, name, "out", List.of("in"), attributes);
    }

    private static Proto constant(Proto value) {
        return operator("", "Constant", value.string(1, "value"));
    }
}
