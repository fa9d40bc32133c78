// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.graphrec.base.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PicturePreparationTest {

    private static final String SIZE = "'size': {'height': 4, 'width': 4}, 'do_normalize': false";

    static Stream<String> golden() throws IOException {
        return new String(read("golden.csv"), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"));
    }

    /** The numbers are those of Pillow and numpy; golden.py beside them made them. */
    @ParameterizedTest
    @MethodSource("golden")
    void preparesPicturesAsPillowDoes(String line) throws IOException {
        String[] golden = line.split(",", -1);
        PicturePreparation preparation = of(new String(read(golden[0] + ".json"), StandardCharsets.UTF_8));
        assertThat(preparation.shape()).containsExactly(1, 3, Long.parseLong(golden[2]), Long.parseLong(golden[3]));
        float[] tensor = tensor(preparation, read(golden[1]));
        // two decoders of JPEG may differ by a step or two of 255 in each pixel
        double scale = golden[0].equals("nearest") ? 255 : golden[0].startsWith("clip") ? 4 : 2;
        double tolerance = golden[1].endsWith("jpg") ? 3.0 / 255 * scale : 2e-6 * Math.max(1, scale);
        double sum = 0;
        double squares = 0;
        for (float value : tensor) {
            sum += value;
            squares += (double) value * value;
        }
        assertThat(sum / tensor.length).isCloseTo(Double.parseDouble(golden[4]) / tensor.length, within(tolerance / 2));
        if (!golden[1].endsWith("jpg")) {
            assertThat(squares / tensor.length)
                    .isCloseTo(Double.parseDouble(golden[5]) / tensor.length, within(tolerance * scale));
        }
        for (int i = 0; 41 * i < tensor.length; i++) {
            assertThat((double) tensor[41 * i])
                    .as("number %d", 41 * i)
                    .isCloseTo(Double.parseDouble(golden[6 + i]), within(tolerance));
        }
    }

    @Test
    void refusesAPictureByTheSizeItDeclares() {
        PicturePreparation preparation = of("{" + SIZE + "}");
        byte[] png = png(3, 3);
        // width and height of the head, and its checksum; the pixels stay those of nine
        png[16] = 0;
        png[17] = 0x7F;
        png[20] = 0;
        png[21] = 0x7F;
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        for (int b = 0; b < 4; b++) {
            png[29 + b] = (byte) (sum.getValue() >> (24 - 8 * b));
        }
        assertUnreadable(preparation, png, UnreadableMediaException.Reason.TOO_LARGE);
    }

    @Test
    void readsAVeryLongPictureWithoutMuchMemory() {
        PicturePreparation preparation = of("{'size': {'height': 64, 'width': 64}, 'do_normalize': false}");
        assertThat(tensor(preparation, png(1, 200_000))).hasSize(3 * 64 * 64);
        PicturePreparation shortest = of("{'size': 64, 'crop_size': 64, 'do_normalize': false}");
        assertThat(tensor(shortest, png(100_000, 1))).hasSize(3 * 64 * 64);
    }

    @Test
    void tellsWhatIsNoPictureFromABrokenOne() throws IOException {
        PicturePreparation preparation = of("{" + SIZE + "}");
        assertUnreadable(preparation, new byte[0], UnreadableMediaException.Reason.UNKNOWN_FORMAT);
        assertUnreadable(
                preparation, "a text".getBytes(StandardCharsets.UTF_8), UnreadableMediaException.Reason.UNKNOWN_FORMAT);
        for (String file : new String[] {"rgb.png", "photo.jpg", "palette.gif", "rgb.bmp"}) {
            assertUnreadable(preparation, Arrays.copyOf(read(file), 20), UnreadableMediaException.Reason.CORRUPT);
        }
    }

    @Test
    void tellsAPictureForPrintFromABrokenOne() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null), null, null));
        }
        writer.dispose();
        assertUnreadable(of("{" + SIZE + "}"), bytes.toByteArray(), UnreadableMediaException.Reason.OTHER_COLOURS);
    }

    @Test
    void readsSixteenBitsAndTheFirstPictureOfAnAnimation() throws IOException {
        BufferedImage deep = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(1, 2, 0, 0xFFFF);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(deep, "png", bytes);
        float[] tensor = tensor(of("{" + SIZE + "}"), bytes.toByteArray());
        for (int at = 0; at < 48; at++) {
            assertThat(tensor[at]).isEqualTo(at % 16 == 2 * 4 + 1 ? 1f : 0f);
        }
        bytes.reset();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int frame = 0; frame < 3; frame++) {
                BufferedImage one = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_BINARY);
                one.setRGB(frame, 0, 0xFFFFFFFF);
                writer.writeToSequence(new IIOImage(one, null, null), null);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        float[] first = tensor(of("{" + SIZE + "}"), bytes.toByteArray());
        assertThat(first[0]).isEqualTo(1);
        assertThat(first[1]).isZero();
    }

    @Test
    void endsForNoBytesWithAnythingButANumberOrARefusal() throws IOException {
        PicturePreparation preparation = of("{" + SIZE + "}");
        Random random = new Random(11);
        for (String file : new String[] {"rgb.png", "alpha.png", "photo.jpg", "palette.gif", "rgb.bmp"}) {
            for (int round = 0; round < 150; round++) {
                byte[] changed = read(file);
                for (int change = 0; change < 4; change++) {
                    changed[random.nextInt(round < 75 ? 60 : changed.length)] = (byte) random.nextInt(256);
                }
                try {
                    assertThat(tensor(preparation, changed)).hasSize(48);
                } catch (UnreadableMediaException refused) {
                    assertThat(refused.reason()).isNotNull();
                }
            }
        }
    }

    @Test
    void readsNoBmpThatHoldsAnotherFormat() throws IOException {
        byte[] bmp = read("rgb.bmp");
        bmp[30] = 5;
        assertUnreadable(of("{" + SIZE + "}"), bmp, UnreadableMediaException.Reason.CORRUPT);
    }

    @Test
    void endsWhenNobodyWaits() {
        assertThatThrownBy(() -> of("{" + SIZE + "}").prepare(png(3, 3), () -> true))
                .isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'size': 224, 'do_center_crop': false} | `image_mean` must be three numbers, or `do_normalize` must be false",
                "{'size': 8, 'image_mean': [0, 0, 0], 'image_std': [1, 0, 1]} | `image_std` must be three numbers other than 0, or `do_normalize` must be false",
                "{'do_normalize': false} | `size` must be a whole number from 1 to 4096",
                "{'size': {'height': 224}, 'do_normalize': false} | `size.width` must be a whole number from 1 to 4096",
                "{'size': 100000, 'do_normalize': false} | `size` must be a whole number from 1 to 4096",
                "{'size': 8, 'resample': 9, 'do_normalize': false} | `resample` must be a whole number from 0 to 5, as Pillow numbers its filters",
                "{'size': {'shortest_edge': 8}, 'do_normalize': false} | pictures would keep different sizes; it needs a `size` with `height` and `width`, or a `crop_size`",
                "{'size': 8, 'do_pad': true} | `do_pad` is not supported",
                "{'size': 8, 'do_normalize': false, 'rescale_factor': 'a'} | `rescale_factor` must be a number"
            })
    void refusesSettingsItWouldGetWrong(String config, String problem) {
        assertThatIllegalArgumentException().isThrownBy(() -> of(config)).withMessage(problem);
    }

    private static void assertUnreadable(
            PicturePreparation preparation, byte[] content, UnreadableMediaException.Reason reason) {
        assertThatThrownBy(() -> tensor(preparation, content))
                .isInstanceOfSatisfying(
                        UnreadableMediaException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @SuppressWarnings("unchecked")
    private static PicturePreparation of(String config) {
        return new PicturePreparation((Map<String, Object>) Json.readRounding(config.replace('\'', '"')));
    }

    private static float[] tensor(PicturePreparation preparation, byte[] content) {
        return preparation.prepare(content, () -> false).tensors().get(0);
    }

    private static byte[] png(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), "png", out);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return out.toByteArray();
    }

    private static byte[] read(String file) throws IOException {
        try (InputStream in = PicturePreparationTest.class.getResourceAsStream("/media/" + file)) {
            return in.readAllBytes();
        }
    }
}
