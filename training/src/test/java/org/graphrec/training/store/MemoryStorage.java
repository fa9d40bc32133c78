// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder in memory: what a disk holds once everything on its way there has arrived. */
final class MemoryStorage implements Storage {
    private final Map<String, byte[]> files = new TreeMap<>();
    private long free = Long.MAX_VALUE;

    /** The content of the files; changes to it are changes of the disk. */
    Map<String, byte[]> files() {
        return files;
    }

    void free(long bytes) {
        free = bytes;
    }

    @Override
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public boolean exists(String name) {
        return files.containsKey(name);
    }

    @Override
    public Input open(String name) throws IOException {
        byte[] content = files.get(name);
        if (content == null) {
            throw new NoSuchFileException(name);
        }
        return new Input() {
            @Override
            public long size() {
                return content.length;
            }

            @Override
            public int read(ByteBuffer into, long position) {
                if (position >= content.length) {
                    return -1;
                }
                // short reads are what a file system may do at any time
                int count = Math.min(Math.min(into.remaining(), 4_093), content.length - (int) position);
                into.put(content, (int) position, count);
                return count;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Output create(String name) throws IOException {
        if (files.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        files.put(name, new byte[0]);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        return new Output() {
            @Override
            public void write(ByteBuffer from) {
                byte[] bytes = new byte[from.remaining()];
                from.get(bytes);
                written.writeBytes(bytes);
                files.put(name, written.toByteArray());
            }

            @Override
            public void force() {}

            @Override
            public void close() {}
        };
    }

    @Override
    public void rename(String from, String to) throws IOException {
        byte[] content = files.remove(from);
        if (content == null) {
            throw new NoSuchFileException(from);
        }
        files.put(to, content);
    }

    @Override
    public void delete(String name) throws IOException {
        if (files.remove(name) == null) {
            throw new NoSuchFileException(name);
        }
    }

    @Override
    public void force() {}

    @Override
    public long free() {
        return free;
    }
}
