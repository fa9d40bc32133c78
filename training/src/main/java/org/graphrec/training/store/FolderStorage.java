// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graphrec.training.store.ModelFileException.Reason;

/** A folder of the file system. Follows no link, opens nothing but plain files, and gives no file outside of the folder. */
public final class FolderStorage implements Storage, AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,160}");
    private static final String LOCK = "store.lock";

    private final Path folder;
    private final boolean posix;
    private FileChannel lockChannel;

    private FolderStorage(Path folder) {
        this.folder = folder;
        this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** An existing folder, whatever it is reached through. */
    public static FolderStorage of(Path folder) throws IOException {
        return new FolderStorage(folder.toRealPath());
    }

    /**
     * A folder of this process's user alone, inside an existing one; created where it is missing.
     *
     * @throws ModelFileException when there is something else of that name
     */
    public static FolderStorage within(Path parent, String name) throws IOException {
        Path folder = parent.toRealPath().resolve(requireName(name));
        FolderStorage storage = new FolderStorage(folder);
        try {
            Files.createDirectory(folder, storage.permissions("rwx------"));
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new ModelFileException(Reason.REFUSED, "The model folder is not a folder.", there);
            }
            if (storage.posix) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
        return storage;
    }

    /** True when this process is, from now until {@link #close}, the only one that may write here. */
    public synchronized boolean lock() throws IOException {
        if (lockChannel != null) {
            return true;
        }
        FileChannel channel = FileChannel.open(
                path(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                permissions("rw-------"));
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            // by a second storage of the same folder
        }
        if (lock == null) {
            channel.close();
            return false;
        }
        lockChannel = channel;
        return true;
    }

    @Override
    public List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches() && !name.equals(LOCK))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(path(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Input open(String name) throws IOException {
        Path file = path(name);
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new ModelFileException(Reason.REFUSED, "The model file is refused: it is not a regular file.");
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("unix")
                && (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) != 1) {
            throw new ModelFileException(
                    Reason.REFUSED, "The model file is refused: it has a second name (hard link).");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        return new Input() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public int read(ByteBuffer into, long position) throws IOException {
                return channel.read(into, position);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    @Override
    public Output create(String name) throws IOException {
        FileChannel channel = FileChannel.open(
                path(name),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                permissions("rw-------"));
        return new Output() {
            @Override
            public void write(ByteBuffer from) throws IOException {
                while (from.hasRemaining()) {
                    channel.write(from);
                }
            }

            @Override
            public void force() throws IOException {
                channel.force(true);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(path(name));
    }

    @Override
    public void force() throws IOException {
        if (posix) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Lets another process write here. */
    @Override
    public synchronized void close() throws IOException {
        if (lockChannel != null) {
            lockChannel.close();
            lockChannel = null;
        }
    }

    private Path path(String name) {
        return folder.resolve(requireName(name));
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The name of a model file must be 1 to 161 letters, digits, `_`, `-` or `.`,"
                            + " and must not begin with `.`.");
        }
        return name;
    }

    private FileAttribute<?>[] permissions(String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
