// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.graphrec.base.Sha256;

/**
 * A folder on a disk that may lose power after any call. What was not forced may be there or not: of the entries of the folder
 * any subset, of the content of a file nothing, a part, all, or as many zeros. Every such disk is enumerated.
 */
final class PowerLossStorage implements Storage {
    /** A file's content, whatever it is called. */
    private static final class Content {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int forced;
    }

    /** A change of the folder's entries. */
    private interface Change {
        void apply(Map<String, Content> entries);
    }

    private final Map<String, Content> entries = new TreeMap<>();
    private final Map<String, Content> forcedEntries = new TreeMap<>();
    private final List<Change> unforced = new ArrayList<>();
    private final Consumer<MemoryStorage> crashed;
    private final boolean lies;

    /**
     * An empty disk.
     *
     * @param crashed gets every disk that a power loss could leave, after every call
     * @param lies whether force does nothing, as in a program that forgot it
     */
    PowerLossStorage(Consumer<MemoryStorage> crashed, boolean lies) {
        this.crashed = crashed;
        this.lies = lies;
    }

    /** Hands over every disk that could be left now. */
    void crash() {
        Set<List<String>> seen = new LinkedHashSet<>();
        for (int kept = 0; kept < 1 << unforced.size(); kept++) {
            Map<String, Content> left = new TreeMap<>(forcedEntries);
            for (int change = 0; change < unforced.size(); change++) {
                if ((kept >> change & 1) == 1) {
                    unforced.get(change).apply(left);
                }
            }
            for (int state = 0; state < 4; state++) {
                MemoryStorage disk = new MemoryStorage();
                List<String> image = new ArrayList<>();
                for (Map.Entry<String, Content> entry : left.entrySet()) {
                    byte[] content = content(entry.getValue(), state);
                    disk.files().put(entry.getKey(), content);
                    image.add(entry.getKey());
                    image.add(Sha256.of(content));
                }
                if (seen.add(image)) {
                    crashed.accept(disk);
                }
            }
        }
    }

    private static byte[] content(Content file, int state) {
        byte[] all = file.written.toByteArray();
        return switch (state) {
            case 0 -> Arrays.copyOf(all, file.forced);
            case 1 -> Arrays.copyOf(all, (file.forced + all.length) / 2);
            case 2 -> Arrays.copyOf(Arrays.copyOf(all, file.forced), all.length);
            default -> all;
        };
    }

    private void change(Change change) {
        change.apply(entries);
        unforced.add(change);
        crash();
    }

    @Override
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public boolean exists(String name) {
        return entries.containsKey(name);
    }

    @Override
    public Input open(String name) throws IOException {
        if (!entries.containsKey(name)) {
            throw new NoSuchFileException(name);
        }
        // the running process sees everything, forced or not
        MemoryStorage now = new MemoryStorage();
        now.files().put(name, entries.get(name).written.toByteArray());
        return now.open(name);
    }

    @Override
    public Output create(String name) throws IOException {
        if (entries.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        Content content = new Content();
        change(folder -> folder.put(name, content));
        return new Output() {
            @Override
            public void write(ByteBuffer from) {
                byte[] bytes = new byte[from.remaining()];
                from.get(bytes);
                content.written.writeBytes(bytes);
                crash();
            }

            @Override
            public void force() {
                if (!lies) {
                    content.forced = content.written.size();
                }
                crash();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void rename(String from, String to) throws IOException {
        if (!entries.containsKey(from)) {
            throw new NoSuchFileException(from);
        }
        change(folder -> {
            Content content = folder.remove(from);
            if (content != null) {
                folder.put(to, content);
            }
        });
    }

    @Override
    public void delete(String name) throws IOException {
        if (!entries.containsKey(name)) {
            throw new NoSuchFileException(name);
        }
        change(folder -> folder.remove(name));
    }

    @Override
    public void force() {
        if (!lies) {
            forcedEntries.clear();
            forcedEntries.putAll(entries);
            unforced.clear();
        }
        crash();
    }

    @Override
    public long free() {
        return Long.MAX_VALUE;
    }
}
