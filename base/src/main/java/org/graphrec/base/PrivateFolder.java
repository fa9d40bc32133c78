// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new folder that only this process's user can enter, for native libraries on their way into the process. */
public final class PrivateFolder implements AutoCloseable {
    private final Path path;

    private PrivateFolder(Path path) {
        this.path = path;
    }

    /**
     * Creates the folder.
     *
     * @param parent where; null: in the temporary folder of this process
     * @param prefix what its name begins with
     */
    public static PrivateFolder in(Path parent, String prefix) throws IOException {
        Path root = parent == null ? Path.of(System.getProperty("java.io.tmpdir")) : parent;
        if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new PrivateFolder(Files.createTempDirectory(
                            root,
                            prefix,
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                    .toAbsolutePath());
        }
        return new PrivateFolder(Files.createTempDirectory(root, prefix).toAbsolutePath());
    }

    /** The absolute path. */
    public Path path() {
        return path;
    }

    /**
     * Deletes the folder and all in it. A loaded library stays mapped after its file is gone; only Windows keeps the file, which
     * is then deleted at the end of the process.
     */
    @Override
    public void close() {
        List<Path> remaining = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path file : paths.sorted(Comparator.reverseOrder()).toList()) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException stillInUse) {
                    remaining.add(0, file);
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            remaining.add(0, path);
        }
        // folders come before their files here, since what is registered last is deleted first
        remaining.forEach(file -> file.toFile().deleteOnExit());
    }
}
