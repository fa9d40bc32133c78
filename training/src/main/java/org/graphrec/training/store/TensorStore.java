// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.store.ModelFileException.Reason;

/**
 * Tensor files by key in one folder. A file is there whole, old or new, at every moment: it is written beside, forced, read
 * again and verified, and only then takes its name; when {@link #put} has returned, no power loss undoes it.
 */
public final class TensorStore {
    private static final String SUFFIX = ".safetensors";
    private static final String UNFINISHED = ".tmp";
    private static final String SET_ASIDE = ".corrupt";

    private final Storage storage;

    /** Files in a folder; it may hold other things, which are not touched. */
    public TensorStore(Storage storage) {
        this.storage = storage;
    }

    /** The keys there are. */
    public List<String> keys() {
        return attempt(
                "listed",
                () -> storage.names().stream()
                        .filter(name -> name.endsWith(SUFFIX))
                        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                        .toList());
    }

    /** Deletes what a killed process had begun to write; returns how many. Only the folder's one writer may do this. */
    public int recover() {
        return attempt("cleared", () -> {
            List<String> left = storage.names().stream()
                    .filter(name -> name.endsWith(UNFINISHED))
                    .toList();
            for (String name : left) {
                storage.delete(name);
            }
            return left.size();
        });
    }

    /** Whether there is a file under {@code key}. */
    public boolean contains(String key) {
        return attempt("found", () -> storage.exists(key + SUFFIX));
    }

    /**
     * Writes a file in place of the one under {@code key}, if any.
     *
     * @return the checksum over its content
     * @throws ModelFileException when it cannot be written; the earlier file is still there, unless only the last step failed:
     *     then the new one is, but may not survive a power loss
     */
    public String put(String key, TensorFile file, Monitor monitor) {
        return attempt("written", () -> {
            long bytes = file.tensorBytes();
            long free = storage.free();
            if (free < Math.addExact(bytes, bytes)) {
                throw new ModelFileException(
                        Reason.FULL,
                        "The model needs " + bytes + " bytes but its disk has only " + free
                                + " free. At least twice the size of the model must be free.");
            }
            String unfinished = unfinished(key);
            try {
                String checksum = write(unfinished, file, monitor);
                storage.rename(unfinished, key + SUFFIX);
                storage.force();
                return checksum;
            } catch (IOException | RuntimeException | Error failed) {
                discard(unfinished, failed);
                throw failed;
            }
        });
    }

    /**
     * Writes a text beside the tensors, in place of an earlier one; as safe as {@link #put}.
     *
     * @param name the whole file name
     */
    public void putText(String name, String text) {
        attempt("written", () -> {
            String unfinished = unfinished(name);
            try {
                try (Storage.Output out = storage.create(unfinished)) {
                    out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                    out.force();
                }
                storage.rename(unfinished, name);
                storage.force();
                return null;
            } catch (IOException | RuntimeException | Error failed) {
                discard(unfinished, failed);
                throw failed;
            }
        });
    }

    /** Reads and verifies the header under {@code key}. */
    public TensorHeader header(String key) {
        return attempt("read", () -> {
            try (Storage.Input in = storage.open(key + SUFFIX)) {
                return TensorFile.readHeader(in);
            }
        });
    }

    /** Reads and verifies the file under {@code key}. */
    public TensorFile get(String key, Monitor monitor) {
        return attempt("read", () -> {
            try (Storage.Input in = storage.open(key + SUFFIX)) {
                return TensorFile.read(in, monitor);
            }
        });
    }

    /** Deletes the file under {@code key}; when this has returned, no power loss brings it back. */
    public void delete(String key) {
        attempt("deleted", () -> {
            storage.delete(key + SUFFIX);
            storage.force();
            return null;
        });
    }

    /** Takes the file under {@code key} out of the store without deleting it. */
    public void setAside(String key) {
        attempt("set aside", () -> {
            storage.rename(key + SUFFIX, key + SET_ASIDE);
            storage.force();
            return null;
        });
    }

    private static String unfinished(String name) {
        return name + "."
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + UNFINISHED;
    }

    private String write(String name, TensorFile file, Monitor monitor) throws IOException {
        String checksum;
        try (Storage.Output out = storage.create(name)) {
            checksum = file.write(out, monitor);
        }
        try (Storage.Input in = storage.open(name)) {
            if (!TensorFile.verify(in, monitor).checksum().equals(checksum)) {
                throw new IOException("what was read back differs from what was written");
            }
        }
        return checksum;
    }

    private void discard(String name, Throwable failed) {
        try {
            if (storage.exists(name)) {
                storage.delete(name);
            }
        } catch (IOException | RuntimeException left) {
            // the next start deletes it
            failed.addSuppressed(left);
        }
    }

    private static <T> T attempt(String verb, Step<T> step) {
        try {
            return step.run();
        } catch (NoSuchFileException missing) {
            throw new ModelFileException(Reason.MISSING, "The model file does not exist.", missing);
        } catch (IOException failed) {
            // the system's message would show a path
            throw new ModelFileException(
                    Reason.FAILED,
                    "The model file cannot be " + verb + ": "
                            + failed.getClass().getSimpleName() + ".",
                    failed);
        }
    }

    /** Something done to the storage. */
    private interface Step<T> {
        T run() throws IOException;
    }
}
