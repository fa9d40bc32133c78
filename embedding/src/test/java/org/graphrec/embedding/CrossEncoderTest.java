// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.graphrec.fixtures.onnx.TinyCrossEncoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossEncoderTest {

    @TempDir
    private Path root;

    private EncoderFolder folder;

    @BeforeEach
    void write() throws IOException {
        folder = new TinyFolder(root)
                .with("pairs", TinyCrossEncoder::write)
                .encoder("tiny", "pooling_mode_mean_tokens", "Right")
                .open();
    }

    @Test
    void readsQueryAndTextTogether() {
        try (CrossEncoder encoder = folder.openPairs("pairs", 2)) {
            float[] relevance = encoder.relevance(
                    "old red cat",
                    Arrays.asList("the red dog", "a new movie", "red cat likes old cat", "", null),
                    4,
                    EncodingMonitor.SILENT);
            int[] common = {1, 0, 4};
            for (int i = 0; i < common.length; i++) {
                assertThat((double) relevance[i]).isCloseTo(TinyCrossEncoder.relevance(common[i]), within(1e-6));
            }
            assertThat(relevance[3]).isZero();
            assertThat(relevance[4]).isZero();
        }
    }

    @Test
    void givesAPairTheSameBitsWhateverTheOthers() {
        try (CrossEncoder one = folder.openPairs("pairs", 1);
                CrossEncoder five = folder.openPairs("pairs", 5)) {
            List<String> texts = List.of("red", "the old red cat runs", "blue movie", "red red red");
            float[] together = five.relevance("red cat", texts, 5, EncodingMonitor.SILENT);
            for (int i = 0; i < together.length; i++) {
                assertThat(one.relevance("red cat", texts.subList(i, i + 1), 1, EncodingMonitor.SILENT)[0])
                        .isEqualTo(together[i]);
            }
        }
    }

    @Test
    void stopsAfterAFewOfManyPairs() {
        CountingMonitor monitor = new CountingMonitor(1);
        try (CrossEncoder encoder = folder.openPairs("pairs", 2)) {
            assertThatThrownBy(() -> encoder.relevance("red", Collections.nCopies(1_000_000, "red cat"), 2, monitor))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(OnnxSession.liveTensors()).isZero();
    }

    @Test
    void isTakenForNoEncoderOfTextsAndNoneForIt() {
        assertThat(folder.files("pairs").reads()).containsExactly(Tower.PAIR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> folder.open("pairs", 1))
                .withMessage("The encoder `pairs` has no model of texts, only of pairs of texts.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> folder.openPairs("tiny", 1))
                .withMessage("The encoder `tiny` has no model of pairs of texts, only of texts.");
    }

    @Test
    void refusesAModelWithoutOneNumberForEachPair() throws IOException {
        EncoderFolder other = new TinyFolder(root)
                .encoder("wrong", "pooling_mode_mean_tokens", "Right")
                .text("wrong", "config.json", "{\"architectures\": [\"BertForSequenceClassification\"]}")
                .open();
        assertThatThrownBy(() -> other.openPairs("wrong", 1))
                .isInstanceOf(EncoderException.class)
                .hasMessage(
                        "The model of the encoder `wrong` cannot be loaded: The model has no output `logits` with one"
                                + " number for each pair, only [last_hidden_state]. Export a cross-encoder with one label for text"
                                + " classification.");
    }
}
