// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.nio.file.Path;
import org.graphrec.embedding.media.UnreadableMediaException;
import org.graphrec.embedding.media.UnreadableMediaException.Reason;

/**
 * The operator's folder of pictures and sounds, whose files properties name by paths inside it, such as {@code
 * posters/7.jpg}. No link of either kind, no device and no path leads out.
 */
public final class MediaFolder {

    /** The most bytes of a picture or sound. */
    public static final int MOST_BYTES = 32 << 20;

    private final ConfinedFolder folder;

    /**
     * Takes a folder.
     *
     * @throws EncoderException when it is not an existing folder with an absolute path
     */
    public MediaFolder(Path folder) {
        this.folder = new ConfinedFolder(folder, "folder of media");
    }

    /**
     * The content of a file.
     *
     * @param path names of folders and of the file, separated by {@code /}
     * @throws UnreadableMediaException when there is none, or it must not be read
     */
    public byte[] read(String path) {
        String[] parts = path.split("/", -1);
        for (String part : parts) {
            if (!plain(part)) {
                throw new UnreadableMediaException(Reason.REFUSED_FILE);
            }
        }
        if (folder.size(parts) > MOST_BYTES) {
            throw new UnreadableMediaException(Reason.TOO_LARGE);
        }
        try {
            return folder.read(MOST_BYTES, parts).orElseThrow(() -> new UnreadableMediaException(Reason.NO_FILE));
        } catch (EncoderException refused) {
            throw new UnreadableMediaException(Reason.REFUSED_FILE, refused);
        }
    }

    /** Whether a name stands for a file or folder on every system, and for nothing else. */
    private static boolean plain(String part) {
        return !part.isBlank()
                && part.length() <= 255
                && !part.equals(".")
                && !part.equals("..")
                && part.chars().noneMatch(c -> c < ' ' || c == 127 || "\\:*?\"<>|".indexOf(c) >= 0);
    }
}
