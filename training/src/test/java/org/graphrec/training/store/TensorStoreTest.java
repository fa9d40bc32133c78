// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.graphrec.training.Monitor;
import org.graphrec.training.store.ModelFileException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorStoreTest {
    private static final String KEY = "m";
    private static final TensorFile OLD = Samples.file(1);
    private static final TensorFile NEW = Samples.file(2);

    @Test
    void replacesDeletesAndSetsAside() {
        MemoryStorage disk = new MemoryStorage();
        TensorStore store = new TensorStore(disk);
        store.put(KEY, OLD, Monitor.SILENT);
        store.put(KEY, NEW, Monitor.SILENT);
        store.put("other", OLD, Monitor.SILENT);
        assertThat(store.keys()).containsExactly(KEY, "other");
        assertThat(store.contains("other")).isTrue();
        assertThat(Samples.same(store.get(KEY, Monitor.SILENT), NEW)).isTrue();
        store.setAside(KEY);
        assertThat(disk.files()).containsOnlyKeys("m.corrupt", "other.safetensors");
        store.delete("other");
        assertThat(store.keys()).isEmpty();
        assertThat(store.contains("other")).isFalse();
        assertThat(catchThrowableOfType(ModelFileException.class, () -> store.get("other", Monitor.SILENT))
                        .reason())
                .isEqualTo(Reason.MISSING);
    }

    @Test
    void writesTextsBeside() {
        MemoryStorage disk = new MemoryStorage();
        TensorStore store = new TensorStore(disk);
        store.putText("m.json", "{}");
        store.putText("m.json", "[]");
        assertThat(disk.files()).containsOnlyKeys("m.json");
        assertThat(disk.files().get("m.json")).asString().isEqualTo("[]");
        boolean failed = true;
        for (int n = 0; failed; n++) {
            FailingStorage failing = new FailingStorage(disk, n, false);
            try {
                new TensorStore(failing).putText("m.json", "[1]");
            } catch (ModelFileException error) {
                assertThat(error.reason()).isEqualTo(Reason.FAILED);
            }
            failed = failing.failed();
            assertThat(disk.files()).as("call %d", n).containsOnlyKeys("m.json");
        }
        assertThat(disk.files().get("m.json")).asString().isEqualTo("[1]");
    }

    @Test
    void clearsWhatAKilledProcessLeft() {
        MemoryStorage disk = new MemoryStorage();
        TensorStore store = new TensorStore(disk);
        store.put(KEY, OLD, Monitor.SILENT);
        disk.files().put("m.0123.tmp", new byte[3]);
        disk.files().put("notes.txt", new byte[3]);
        assertThat(store.recover()).isEqualTo(1);
        assertThat(disk.files()).containsOnlyKeys("m.safetensors", "notes.txt");
    }

    @Test
    void refusesAModelThatTheDiskHasNoRoomFor() {
        MemoryStorage disk = new MemoryStorage();
        TensorStore store = new TensorStore(disk);
        store.put(KEY, OLD, Monitor.SILENT);
        disk.free(2 * NEW.tensorBytes() - 1);
        assertThatThrownBy(() -> store.put(KEY, NEW, Monitor.SILENT))
                .hasMessage("The model needs " + NEW.tensorBytes() + " bytes but its disk has only "
                        + (2 * NEW.tensorBytes() - 1) + " free. At least twice the size of the model must be free.");
        assertThat(Samples.same(store.get(KEY, Monitor.SILENT), OLD)).isTrue();
    }

    @Test
    void neverTakesOverWhatReadsDifferently() {
        MemoryStorage disk = new MemoryStorage();
        new TensorStore(disk).put(KEY, OLD, Monitor.SILENT);
        TensorStore store = new TensorStore(new RottingStorage(disk));
        assertThatThrownBy(() -> store.put(KEY, NEW, Monitor.SILENT)).isInstanceOf(ModelFileException.class);
        assertThat(disk.files()).containsOnlyKeys("m.safetensors");
        assertThat(Samples.same(new TensorStore(disk).get(KEY, Monitor.SILENT), OLD))
                .isTrue();
    }

    /** Every call to the disk fails once, in turn: the old model stays, no unfinished file does, and the error has no path. */
    @Test
    void keepsTheOldModelWhicheverCallFails() {
        boolean failed = true;
        int n = 0;
        for (; failed; n++) {
            MemoryStorage disk = new MemoryStorage();
            new TensorStore(disk).put(KEY, OLD, Monitor.SILENT);
            FailingStorage failing = new FailingStorage(disk, n, false);
            ModelFileException error = put(failing);
            failed = failing.failed();
            TensorFile left = new TensorStore(disk).get(KEY, Monitor.SILENT);
            assertThat(disk.files()).as("call %d", n).containsOnlyKeys("m.safetensors");
            if (error == null) {
                assertThat(failed).as("call %d fails in silence", n).isFalse();
                assertThat(Samples.same(left, NEW)).isTrue();
            } else {
                assertThat(error).hasMessage("The model file cannot be written: IOException.");
                // the last call forces the folder, when the new model has its name already
                assertThat(Samples.same(left, OLD) || Samples.same(left, NEW)).isTrue();
            }
        }
        assertThat(n).isGreaterThan(15);
    }

    /** The same with a disk that fails for good: an unfinished file may stay until the next start. */
    @Test
    void keepsTheOldModelWhenTheDiskFailsForGood() {
        boolean failed = true;
        int cleared = 0;
        int n = 0;
        for (; failed; n++) {
            MemoryStorage disk = new MemoryStorage();
            new TensorStore(disk).put(KEY, OLD, Monitor.SILENT);
            FailingStorage failing = new FailingStorage(disk, n, true);
            put(failing);
            failed = failing.failed();
            int unfinished = disk.files().size() - 1;
            TensorStore after = new TensorStore(disk);
            assertThat(after.recover()).as("call %d", n).isEqualTo(unfinished).isLessThanOrEqualTo(1);
            cleared += unfinished;
            assertThat(after.keys()).containsExactly(KEY);
            TensorFile left = after.get(KEY, Monitor.SILENT);
            assertThat(Samples.same(left, OLD) || Samples.same(left, NEW)).isTrue();
        }
        assertThat(n).isGreaterThan(15);
        assertThat(cleared).as("failures that left an unfinished file").isPositive();
    }

    /** Power is lost after every call, and every disk that this may leave is started from. */
    @ParameterizedTest
    @ValueSource(ints = {5, 100_000})
    void survivesEveryPowerLoss(int size) {
        TensorFile before = Samples.file(1, size);
        TensorFile after = Samples.file(2, size);
        List<String> lost = new ArrayList<>();
        int[] disks = {0};
        boolean[] returned = {false, false};
        run(false, size, returned, disk -> {
            disks[0]++;
            TensorStore store = new TensorStore(disk);
            store.recover();
            try {
                TensorFile left = store.get(KEY, Monitor.SILENT);
                boolean isNew = Samples.same(left, after);
                if (!isNew && (returned[1] || !Samples.same(left, before))) {
                    lost.add("wrong content in disk " + disks[0]);
                }
            } catch (ModelFileException missing) {
                if (returned[0]) {
                    lost.add(missing.getMessage() + " in disk " + disks[0]);
                } else if (missing.reason() != Reason.MISSING) {
                    lost.add("before anything was promised: " + missing.getMessage());
                }
            }
        });
        assertThat(lost).isEmpty();
        assertThat(disks[0]).isGreaterThan(30);
    }

    /** The test above can fail: a program that forgot to force is caught. */
    @Test
    void noticesAProgramThatDoesNotForce() {
        List<String> lost = new ArrayList<>();
        boolean[] returned = {false, false};
        run(true, 5, returned, disk -> {
            TensorStore store = new TensorStore(disk);
            store.recover();
            try {
                store.get(KEY, Monitor.SILENT);
            } catch (ModelFileException gone) {
                lost.add(gone.reason().name());
            }
        });
        assertThat(lost).contains("CORRUPT");
    }

    @Test
    void forgetsADeletedModelForGood() {
        boolean[] deleted = {false};
        List<String> back = new ArrayList<>();
        PowerLossStorage disk = new PowerLossStorage(
                left -> {
                    if (deleted[0] && new TensorStore(left).contains(KEY)) {
                        back.add("back");
                    }
                },
                false);
        TensorStore store = new TensorStore(disk);
        store.put(KEY, OLD, Monitor.SILENT);
        store.delete(KEY);
        deleted[0] = true;
        disk.crash();
        assertThat(back).isEmpty();
    }

    @Test
    void keepsATextAndSetsAModelAsideForGood() {
        boolean[] done = {false, false};
        List<String> lost = new ArrayList<>();
        PowerLossStorage disk = new PowerLossStorage(
                left -> {
                    if (done[0] && !"{}".equals(new String(left.files().getOrDefault("m.json", new byte[0]), UTF_8))) {
                        lost.add("text");
                    }
                    if (done[1] && new TensorStore(left).contains(KEY)) {
                        lost.add("set aside");
                    }
                },
                false);
        TensorStore store = new TensorStore(disk);
        store.putText("m.json", "{}");
        done[0] = true;
        disk.crash();
        store.put(KEY, OLD, Monitor.SILENT);
        store.setAside(KEY);
        done[1] = true;
        disk.crash();
        assertThat(lost).isEmpty();
    }

    private static void run(boolean lies, int size, boolean[] returned, Consumer<MemoryStorage> crashed) {
        PowerLossStorage disk = new PowerLossStorage(crashed, lies);
        TensorStore store = new TensorStore(disk);
        store.put(KEY, Samples.file(1, size), Monitor.SILENT);
        returned[0] = true;
        disk.crash();
        store.put(KEY, Samples.file(2, size), Monitor.SILENT);
        returned[1] = true;
        disk.crash();
    }

    private static ModelFileException put(Storage storage) {
        try {
            new TensorStore(storage).put(KEY, NEW, Monitor.SILENT);
            return null;
        } catch (ModelFileException error) {
            return error;
        }
    }

    /** Keeps what it is given, but for one bit. */
    private static final class RottingStorage extends ForwardingStorage {
        private final MemoryStorage disk;

        RottingStorage(MemoryStorage disk) {
            super(disk);
            this.disk = disk;
        }

        @Override
        public Input open(String name) throws IOException {
            disk.files().computeIfPresent(name, (key, content) -> {
                byte[] rotten = Arrays.copyOf(content, content.length);
                rotten[content.length - 1] ^= 1;
                return rotten;
            });
            return super.open(name);
        }
    }
}
