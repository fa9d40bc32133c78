// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of the operator, of which users can name what is inside it and nothing else. Files are regular files inside it: no
 * link of either kind, no device, no pipe leads out.
 */
final class ConfinedFolder {

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Path root;
    private final String called;

    /** The folder of encoders. */
    ConfinedFolder(Path folder) {
        this(folder, "folder of encoders");
    }

    /**
     * Takes a folder.
     *
     * @param called what users know it as
     * @throws EncoderException when it is not an existing folder with an absolute path
     */
    ConfinedFolder(Path folder, String called) {
        this.called = called;
        if (!folder.isAbsolute() || !Files.isDirectory(folder)) {
            throw new EncoderException("The " + called + " must be an existing folder with an absolute path.");
        }
        try {
            root = folder.toRealPath();
        } catch (IOException cause) {
            throw new EncoderException("The " + called + " cannot be read.", cause);
        }
    }

    /** The sub-folders that have a name users can give, sorted. */
    List<String> names() {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException cause) {
            throw new EncoderException("The " + called + " cannot be read.", cause);
        }
    }

    static String requireName(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The value of `encoder` must be 1 to 64 letters, digits, `_` or `-` but"
                    + " was `" + (name == null ? "null" : name.replaceAll("[^ -~]", "?")) + "`.");
        }
        return name;
    }

    /** Whether there is anything at this place; reading it may still be refused. */
    boolean exists(String... path) {
        Path file = root;
        for (String part : path) {
            file = file.resolve(part);
        }
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes the files of a new sub-folder. */
    interface Filling {
        void into(Path folder) throws IOException;
    }

    /** Makes a new sub-folder that appears with all its files, or not at all. */
    void fill(String name, Filling filling) {
        Path part = null;
        try {
            // no name that a user can give has a dot
            part = Files.createTempDirectory(root, ".part-");
            filling.into(part);
            force(part);
            Files.move(part, root.resolve(requireName(name)), StandardCopyOption.ATOMIC_MOVE);
            force(root);
        } catch (IOException cause) {
            throw new EncoderException(
                    "The folder of the encoder `" + name + "` cannot be written. Check that the server may write into"
                            + " the folder of encoders and that its disk has free space.",
                    cause);
        } finally {
            if (part != null) {
                delete(part);
            }
        }
    }

    /** Brings names to the disk where the system lets folders be opened. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notOnThisSystem) {
            // Windows keeps names in order by itself
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException left) {
            throw new EncoderException("The unfinished folder `" + folder.getFileName() + "` cannot be deleted.", left);
        }
    }

    /** The bytes of a file; 0 when there is none. */
    long size(String... path) {
        String stamp = stamp(path);
        return stamp.isEmpty() ? 0 : Long.parseLong(stamp.substring(0, stamp.indexOf('|')));
    }

    /** What tells a file from a changed one without reading it: size, time and identity; "" when there is none. */
    String stamp(String... path) {
        Path file = root;
        for (String part : path) {
            file = file.resolve(part);
        }
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.size() + "|" + found.lastModifiedTime().to(TimeUnit.NANOSECONDS) + "|" + found.fileKey();
        } catch (IOException missing) {
            return "";
        }
    }

    /**
     * The content of a file of a sub-folder.
     *
     * @param path names of folders and of the file, the first given by a user
     * @return nothing when there is no such file
     * @throws EncoderException when it is not a regular file, is linked to, or is larger than {@code maxBytes}
     */
    Optional<byte[]> read(long maxBytes, String... path) {
        Path file = root;
        List<Path> folders = new ArrayList<>();
        for (String part : path) {
            folders.add(file);
            file = file.resolve(part);
        }
        String shown = String.join("/", path);
        try {
            for (Path folder : folders) {
                if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                    return Optional.empty();
                }
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw refused(shown, "lies behind a link");
                }
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            byte[] content = new byte[requireSound(file, shown, maxBytes)];
            try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                if (in.readNBytes(content, 0, content.length) != content.length || in.read() >= 0) {
                    throw refused(shown, "changed while it was read");
                }
            }
            return Optional.of(content);
        } catch (IOException cause) {
            throw new EncoderException("The file `" + shown + "` cannot be read.", cause);
        }
    }

    /** The size of the file, which is one that this process can hold. */
    private int requireSound(Path file, String shown, long maxBytes) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw refused(shown, "is not a regular file");
        }
        if (attributes.size() > maxBytes) {
            throw refused(shown, "has " + attributes.size() + " bytes, more than " + maxBytes);
        }
        if (root.getFileSystem().supportedFileAttributeViews().contains("unix")
                && (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) != 1) {
            throw refused(shown, "has a second name (hard link)");
        }
        if (!file.toRealPath().startsWith(root)) {
            throw refused(shown, "lies outside the " + called);
        }
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (attributes.size() > free / 2) {
            throw refused(shown, "has " + attributes.size() + " bytes, but only " + free + " bytes of heap are free");
        }
        return (int) attributes.size();
    }

    private static EncoderException refused(String file, String why) {
        return new EncoderException("The file `" + file + "` is refused: it " + why + ".");
    }
}
