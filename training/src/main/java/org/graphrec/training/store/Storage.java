// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One folder of files, as little of it as model files need; everything that this package does to a disk goes through here, so
 * that tests can fail any of it.
 */
public interface Storage {

    /** The names of what is in the folder, sorted. */
    List<String> names() throws IOException;

    /** Whether there is anything of that name. */
    boolean exists(String name) throws IOException;

    /**
     * Opens a file for reading.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     * @throws ModelFileException when it is not a plain file of one name
     */
    Input open(String name) throws IOException;

    /**
     * Creates a file that only this process's user can read.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is something of that name
     */
    Output create(String name) throws IOException;

    /** Gives a file another name at once, in place of the one that had it. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file. */
    void delete(String name) throws IOException;

    /** Returns when creations, renames and deletions so far would survive a power loss. */
    void force() throws IOException;

    /** The bytes that can still be written. */
    long free() throws IOException;

    /** A file being read. */
    interface Input extends AutoCloseable {

        /** The bytes in it. */
        long size() throws IOException;

        /** Fills what remains of {@code into}, or less at the end of the file; returns the bytes read, -1 at the end. */
        int read(ByteBuffer into, long position) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** A file being written. */
    interface Output extends AutoCloseable {

        /** Appends what remains of {@code from}. */
        void write(ByteBuffer from) throws IOException;

        /** Returns when the content so far would survive a power loss. */
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }
}
