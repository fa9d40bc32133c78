// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.graphrec.base.Json;
import org.graphrec.training.Monitor;
import org.graphrec.training.store.ModelFileException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFileTest {
    private static final String KEY = "m";
    private static final String NAME = "m.safetensors";

    /** Of the bytes of a larger file, one in so many is changed; {@code -Drec.stride=1} for all of them. */
    private static final int STRIDE = Integer.getInteger("rec.stride", 17);

    private final MemoryStorage disk = new MemoryStorage();
    private final TensorStore store = new TensorStore(disk);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 1_000, 300_000})
    void readsBackWhatWasWritten(int size) {
        TensorFile file = Samples.file(1, size);
        String checksum = store.put(KEY, file, Monitor.SILENT);
        assertThat(Samples.same(store.get(KEY, Monitor.SILENT), file)).isTrue();
        TensorHeader header = store.header(KEY);
        assertThat(header.checksum()).isEqualTo(checksum);
        assertThat(header.fileBytes()).isEqualTo(disk.files().get(NAME).length);
        assertThat(header.metadata()).containsEntry("seed", "1");
    }

    @Test
    void isLaidOutAsSafetensorsAsks() {
        store.put(KEY, Samples.file(1), Monitor.SILENT);
        byte[] bytes = disk.files().get(NAME);
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String json = new String(bytes, 8, length, StandardCharsets.UTF_8);
        assertThat(length % 8).isZero();
        assertThat(json).startsWith("{");
        Map<String, Object> header = Json.readObject(json);
        assertThat(header.remove("__metadata__")).isInstanceOf(Map.class);
        long end = 0;
        for (Object entry : header.values()) {
            Map<?, ?> tensor = (Map<?, ?>) entry;
            List<?> offsets = (List<?>) tensor.get("data_offsets");
            int width = DataType.valueOf((String) tensor.get("dtype")).bytes();
            assertThat(offsets.get(0)).isEqualTo(end);
            assertThat(end % width).as("aligned").isZero();
            end = (Long) offsets.get(1);
        }
        assertThat(8 + length + end).isEqualTo(bytes.length);
    }

    @Test
    void detectsEveryTruncation() {
        store.put(KEY, Samples.file(1), Monitor.SILENT);
        byte[] whole = disk.files().get(NAME);
        for (int length = 0; length < whole.length; length++) {
            disk.files().put(NAME, Arrays.copyOf(whole, length));
            requireCorrupt("the first " + length + " bytes");
        }
        disk.files().put(NAME, Arrays.copyOf(whole, whole.length + 1));
        requireCorrupt("one byte more");
    }

    @Test
    void detectsEveryChangeOfOneByte() {
        Map<String, Tensor> tensors = Map.of("x", Tensor.of(new float[] {0.5f, -1}, 2));
        store.put(KEY, new TensorFile(Map.of(), tensors), Monitor.SILENT);
        byte[] whole = disk.files().get(NAME);
        for (int at = 0; at < whole.length; at++) {
            for (int value = 0; value < 256; value++) {
                if ((byte) value != whole[at]) {
                    byte[] changed = whole.clone();
                    changed[at] = (byte) value;
                    disk.files().put(NAME, changed);
                    requireCorrupt("byte " + at + " is " + value);
                }
            }
        }
    }

    @Test
    void detectsChangedBitsOfALargerFile() {
        // 64 KiB
        store.put(KEY, Samples.file(1, 2_570), Monitor.SILENT);
        byte[] whole = disk.files().get(NAME);
        assertThat(whole.length).isBetween(64_000, 70_000);
        Random random = new Random(3);
        for (int at = 0; at < whole.length; at += STRIDE) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            disk.files().put(NAME, changed);
            requireCorrupt("byte " + at);
        }
        for (int i = 0; i < 2_000 / STRIDE; i++) {
            byte[] changed = whole.clone();
            for (int flips = 2 + random.nextInt(30); flips > 0; flips--) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            }
            if (!Arrays.equals(changed, whole)) {
                disk.files().put(NAME, changed);
                requireCorrupt("several bytes, number " + i);
            }
        }
    }

    @Test
    void refusesGarbage() {
        Random random = new Random(4);
        for (int i = 0; i < 1_000; i++) {
            byte[] garbage = new byte[random.nextInt(2_000)];
            random.nextBytes(garbage);
            if (garbage.length > 8 && i % 2 == 0) {
                // a plausible length
                Arrays.fill(garbage, 2, 8, (byte) 0);
            }
            disk.files().put(NAME, garbage);
            requireCorrupt("garbage " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 62, 16 << 20, (16 << 20) + 1, 400, 0, 1, 92})
    void refusesALengthThatCannotBeBeforeAllocating(long length) {
        byte[] bytes = new byte[408];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length == 400 ? 401 : length);
        disk.files().put(NAME, bytes);
        requireCorrupt("length " + length);
    }

    /** Headers with right checksums, as an attacker would write them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'dtype':'F32','shape':[2],'data_offsets':[0,4]}",
                "{'dtype':'F32','shape':[4611686018427387904],'data_offsets':[0,8]}",
                "{'dtype':'F32','shape':[65536,65536,65536,65536],'data_offsets':[0,0]}",
                "{'dtype':'F32','shape':[2147483647,2147483647,2147483647,8],'data_offsets':[0,8]}",
                "{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}",
                "{'dtype':'F32','shape':[2],'data_offsets':[8,16]}",
                "{'dtype':'F32','shape':[2],'data_offsets':[8,0]}",
                "{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}",
                "{'dtype':'F32','shape':[2],'data_offsets':[0,9223372036854775807]}",
                "{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}",
                "{'dtype':'F32','shape':[2],'data_offsets':[0,8,8]}",
                "{'dtype':'F16','shape':[4],'data_offsets':[0,8]}",
                "{'dtype':'F32','shape':[2]}",
                "{'dtype':'F32','shape':[1,1,1,1,1,1,1,1,2],'data_offsets':[0,8]}",
                "{'dtype':'F32','shape':[2],'data_offsets':[0,8],'more':1}",
                "[1]",
                "{'dtype':'I64','shape':[1],'data_offsets':[0,8]},'y':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}",
                "{'dtype':'U8','shape':[3],'data_offsets':[0,3]},'y':{'dtype':'U8','shape':[4],'data_offsets':[4,8]}",
                "{'dtype':'U8','shape':[7],'data_offsets':[0,7]}"
            })
    void refusesTensorsThatDoNotFit(String entry) {
        disk.files().put(NAME, Forged.file("'graphrec_format':'1'", ",'x':" + entry, new byte[8]));
        requireCorrupt(entry);
    }

    @Test
    void acceptsAForgedFileThatFits() {
        disk.files()
                .put(
                        NAME,
                        Forged.file(
                                "'graphrec_format':'1'",
                                ",'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}",
                                new byte[8]));
        assertThat(store.get(KEY, Monitor.SILENT).tensors().get("x").floats()).containsExactly(0, 0);
    }

    @Test
    void refusesAFormatOfTheFuture() {
        disk.files().put(NAME, Forged.file("'graphrec_format':'3','anything':'else'", "", new byte[0]));
        assertThatThrownBy(() -> store.header(KEY))
                .isInstanceOfSatisfying(
                        ModelFileException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NEWER))
                .hasMessage("The model file has format 3 but this version reads formats up to 2. Update the plugin.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'other':'1'", "'graphrec_format':'0'", "'graphrec_format':'x'", "'graphrec_format':1"})
    void refusesAFormatThatIsNone(String format) {
        disk.files().put(NAME, Forged.file(format, "", new byte[0]));
        requireCorrupt(format);
    }

    @Test
    void keepsItsOwnNamesOutOfTheMetadata() {
        assertThatThrownBy(() -> store.put(KEY, new TensorFile(Map.of("sha256", ""), Map.of()), Monitor.SILENT))
                .hasMessage("The metadata must not have the name `sha256`.");
        assertThat(disk.files()).isEmpty();
    }

    @Test
    void writesNoHeaderThatItWouldNotRead() {
        TensorFile huge = new TensorFile(Map.of("text", "x".repeat(16 << 20)), Map.of());
        assertThatThrownBy(() -> store.put(KEY, huge, Monitor.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 16777216 bytes");
        assertThat(disk.files()).isEmpty();
    }

    @Test
    void stopsWhenToldTo() {
        store.put(KEY, Samples.file(1), Monitor.SILENT);
        Monitor stopped = Monitor.whileTrue(() -> false);
        assertThatThrownBy(() -> store.put(KEY, Samples.file(2), stopped)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> store.get(KEY, stopped)).isInstanceOf(CancellationException.class);
        assertThat(disk.files()).containsOnlyKeys(NAME);
        assertThat(Samples.same(store.get(KEY, Monitor.SILENT), Samples.file(1)))
                .isTrue();
    }

    private void requireCorrupt(String what) {
        ModelFileException refused =
                catchThrowableOfType(ModelFileException.class, () -> store.get(KEY, Monitor.SILENT));
        if (refused == null || refused.reason() != Reason.CORRUPT) {
            throw new AssertionError("Not detected: " + what, refused);
        }
    }
}
