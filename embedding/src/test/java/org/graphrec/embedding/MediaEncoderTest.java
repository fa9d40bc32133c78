// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.graphrec.embedding.media.UnreadableMediaException.Reason;
import org.graphrec.fixtures.onnx.TinyMedia;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaEncoderTest {

    @TempDir
    private Path root;

    private TinyFolder files;

    @BeforeEach
    void write() throws IOException {
        files = new TinyFolder(root);
        files.with("colours", TinyMedia::colours);
        files.with("loudness", TinyMedia::loudness);
    }

    @Test
    void givesPicturesTheVectorsThatTheModelWasMadeFor() {
        try (MediaEncoder encoder = files.open().openMedia("colours", Tower.IMAGE, 2)) {
            assertThat(encoder.dimension()).isEqualTo(3);
            assertThat(encoder.reads()).isEqualTo(Tower.IMAGE);
            float[][] vectors = encoder.encode(
                    List.of(TinyMedia.picture(255, 0, 0), TinyMedia.picture(0, 0, 255), TinyMedia.picture(60, 80, 0)),
                    4,
                    EncodingMonitor.SILENT);
            assertThat(vectors[0]).containsExactly(1, 0, 0);
            assertThat(vectors[1]).containsExactly(0, 0, 1);
            assertThat(vectors[2]).containsExactly(new float[] {0.6f, 0.8f, 0}, within(1e-6f));
        }
    }

    @Test
    void putsTextsAndPicturesIntoOneSpace() {
        EncoderFolder folder = files.open();
        try (TextEncoder texts = folder.open("colours", 2);
                MediaEncoder pictures = folder.openMedia("colours", Tower.IMAGE, 2)) {
            assertThat(texts.fingerprint()).isEqualTo(pictures.fingerprint());
            assertThat(texts.dimension()).isEqualTo(pictures.dimension());
            assertThat(texts.encodeQuery("a red cat"))
                    .isEqualTo(pictures.encode(List.of(TinyMedia.picture(255, 0, 0)), 1, EncodingMonitor.SILENT)[0]);
            assertThat(texts.encode(List.of("blue", "red"), EncodingMonitor.SILENT))
                    .isDeepEqualTo(new float[][] {{0, 0, 1}, {1, 0, 0}});
        }
    }

    @Test
    void hasAnotherSpaceWithAnyOtherFile() throws IOException {
        String before = fingerprint();
        files.text(
                "colours",
                "preprocessor_config.json",
                TinyMedia.PREPROCESSOR.replace("\"resample\": 3", "\"resample\": 2"));
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    private String fingerprint() {
        try (TextEncoder texts = files.open().open("colours", 1)) {
            return texts.fingerprint();
        }
    }

    @Test
    void skipsWhatCannotBeReadAndSaysWhy() {
        List<Reason> reasons = new ArrayList<>();
        EncodingMonitor monitor = new EncodingMonitor() {
            @Override
            public void advance(long contents) {}

            @Override
            public boolean running() {
                return true;
            }

            @Override
            public void unreadable(Reason reason) {
                reasons.add(reason);
            }
        };
        try (MediaEncoder encoder = files.open().openMedia("colours", Tower.IMAGE, 2)) {
            float[][] vectors = encoder.encode(
                    List.of(new byte[0], TinyMedia.picture(255, 0, 0), "GIF89a".getBytes(StandardCharsets.US_ASCII)),
                    2,
                    monitor);
            assertThat(vectors[0]).isNull();
            assertThat(vectors[1]).containsExactly(1, 0, 0);
            assertThat(vectors[2]).isNull();
            assertThat(reasons).containsExactly(Reason.UNKNOWN_FORMAT, Reason.CORRUPT);
        }
    }

    @Test
    void takesTheMeanOfTheWindowsOfASound() {
        try (MediaEncoder encoder = files.open().openMedia("loudness", Tower.AUDIO, 2)) {
            // a window and a half: 0.5 first, then silence; the mean is a third of 0.5, of the squares a third of 0.25
            float[] vector = encoder.encode(List.of(TinyMedia.sound(4_000, 2_000)), 1, EncodingMonitor.SILENT)[0];
            double norm = Math.hypot(0.5, 0.25);
            assertThat((double) vector[0]).isCloseTo(0.5 / norm, within(1e-5));
            assertThat((double) vector[1]).isCloseTo(0.25 / norm, within(1e-5));
        }
    }

    @Test
    void isTheSameForAnyNumberOfThreads() {
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            pictures.add(TinyMedia.picture(4 * i, 255 - 3 * i, i));
        }
        try (MediaEncoder one = files.open().openMedia("colours", Tower.IMAGE, 1);
                MediaEncoder five = files.open().openMedia("colours", Tower.IMAGE, 5)) {
            assertThat(five.encode(pictures, 5, EncodingMonitor.SILENT))
                    .isDeepEqualTo(one.encode(pictures, 1, EncodingMonitor.SILENT));
        }
        assertThat(OnnxSession.liveTensors()).isZero();
    }

    @Test
    void stopsAfterAFewOfManyPictures() {
        CountingMonitor monitor = new CountingMonitor(1);
        try (MediaEncoder encoder = files.open().openMedia("colours", Tower.IMAGE, 2)) {
            List<byte[]> pictures = Collections.nCopies(1_000_000, TinyMedia.picture(1, 2, 3));
            assertThatThrownBy(() -> encoder.encode(pictures, 2, monitor)).isInstanceOf(CancellationException.class);
            assertThat(encoder.encode(pictures.subList(0, 1), 1, EncodingMonitor.SILENT)[0])
                    .hasSize(3);
        }
    }

    @Test
    void listsWhatEachEncoderReads() {
        assertThat(files.open().names()).containsExactly("colours", "loudness");
        EncoderFiles colours = files.open().files("colours");
        assertThat(colours.reads()).containsExactly(Tower.TEXT, Tower.IMAGE);
        assertThat(colours.sha256())
                .containsOnlyKeys("onnx/text_model.onnx", "onnx/vision_model.onnx", "tokenizer.json");
        assertThat(colours.approved()).isTrue();
        assertThat(files.open().files("loudness").reads()).containsExactly(Tower.AUDIO);
        assertThat(files.open().files("loudness").sha256()).containsOnlyKeys("model.onnx");
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> files.open().open("loudness", 1))
                .withMessage("The encoder `loudness` has no model of texts, only of sounds.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> files.open().openMedia("colours", Tower.AUDIO, 1))
                .withMessage("The encoder `colours` has no model of sounds, only of texts, pictures.");
        files.text("colours", "preprocessor_config.json", "{\"size\": 9, \"do_normalize\": false}");
        assertThatThrownBy(() -> files.open().openMedia("colours", Tower.IMAGE, 1))
                .hasMessage(
                        "The model of pictures of the encoder `colours` cannot be loaded: The model expects `pixel_values` with"
                                + " the shape [any, 3, 8, 8], but preprocessor_config.json turns pictures into [1, 3, 9, 9].");
        files.text("colours", "preprocessor_config.json", "{\"do_normalize\": false}");
        assertThatThrownBy(() -> files.open().openMedia("colours", Tower.IMAGE, 1))
                .hasMessage(
                        "The file `preprocessor_config.json` of the encoder is refused: `size` must be a whole number from"
                                + " 1 to 4096.");
        files.write("colours", "onnx/vision_model.onnx", new TinyBert().onnx().toBytes());
        files.text("colours", "preprocessor_config.json", TinyMedia.PREPROCESSOR);
        assertThatThrownBy(() -> files.open().openMedia("colours", Tower.IMAGE, 1))
                .hasMessage("The model of pictures of the encoder `colours` cannot be loaded: The model has the inputs"
                        + " [input_ids, attention_mask, token_type_ids], but a model of pictures must have exactly one. Export each"
                        + " tower as a separate model.");
    }

    @Test
    void letsNativeCodeSeeNoModelThatIsNotApproved() throws IOException {
        byte[] other = TinyMedia.meanColour();
        other[other.length - 1] ^= 1;
        Files.write(root.resolve("colours/onnx/vision_model.onnx"), other);
        long opened = OnnxSession.opened();
        assertThatThrownBy(() -> files.open().openMedia("colours", Tower.IMAGE, 1))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("which the server's configuration does not approve");
        assertThat(OnnxSession.opened()).isEqualTo(opened);
        assertThat(files.open().files("colours").approved()).isFalse();
    }
}
