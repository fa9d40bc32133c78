// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.embedding.DownloadOptions;
import org.graphrec.embedding.Encoder;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.MediaFolder;
import org.graphrec.embedding.RemoteEncoder;
import org.graphrec.embedding.RemoteOptions;
import org.graphrec.embedding.Tower;
import org.graphrec.embedding.media.PicturePreparation;

/**
 * Where encoders come from.
 *
 * @param folder the operator's folder, or null
 * @param remote the operator's embedding service, or null
 * @param download where the operator lets encoders be fetched from, or null
 * @param media the operator's folder of pictures and sounds, or null
 * @param threads native runs of one encoder at once, whatever the number of calls
 * @param problem why the operator's settings are not used, for users to pass on; empty where they are
 */
public record EncoderSources(
        EncoderFolder folder,
        RemoteOptions remote,
        DownloadOptions download,
        MediaFolder media,
        int threads,
        String problem) {

    /** Without a folder of pictures and sounds. */
    public EncoderSources(
            EncoderFolder folder, RemoteOptions remote, DownloadOptions download, int threads, String problem) {
        this(folder, remote, download, null, threads, problem);
    }

    /** As GDS's default concurrency, at most the processors. */
    public static final int USUAL_THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

    private static final long BUNDLED_BYTES = 24L << 20;

    /** What one native run holds: layers of a few hundred tokens. */
    private static final long THREAD_BYTES = 32L << 20;

    /** What the JDK holds of JPEGs that are stored in several passes: six bytes a pixel. */
    private static final long JPEG_BYTES = 6L * PicturePreparation.MOST_PIXELS;

    /** The bundled encoder alone. */
    public static EncoderSources bundled(String problem) {
        return new EncoderSources(null, null, null, USUAL_THREADS, problem);
    }

    /** What one of a jar takes outside the heap before it is laid out: its file. */
    private static final long JAR_BYTES = 34L << 20;

    /** Looked up once: jars do not come while a server runs. */
    private static final List<String> IN_JARS = Encoders.inJars();

    /** Where an encoder of this name would come from: `bundled`, `jar`, `remote` or `folder`. */
    String kind(String name) {
        if (name.equals(Encoders.MINI_LM)) {
            return "bundled";
        }
        if (IN_JARS.contains(name)) {
            return "jar";
        }
        return remote != null && remote.model().equals(name) ? "remote" : "folder";
    }

    /** Whether there is an encoder of this name, which may be null; looks into the folder only where it has to. */
    boolean has(String name) {
        return name != null
                && (!kind(name).equals("folder")
                        || (folder != null && folder.names().contains(name)));
    }

    /** The names of all encoders there are. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(Encoders.MINI_LM));
        names.addAll(IN_JARS);
        if (folder != null) {
            names.addAll(folder.names());
        }
        if (remote != null) {
            names.add(remote.model());
        }
        return names.stream().distinct().toList();
    }

    /** An upper bound on the memory outside the heap that an encoder of such things needs, in bytes. */
    long nativeBytes(String name, Tower tower) {
        long model = switch (kind(name)) {
            case "bundled" -> BUNDLED_BYTES;
            case "jar" -> JAR_BYTES;
            case "remote" -> 0;
            default -> folder.files(name).isStatic() ? 0 : folder.files(name).modelBytes(tower);
        };
        // the model as it is read, as it is kept, and as its weights are laid out for this processor
        long bytes = model == 0 ? 0 : 3 * model + THREAD_BYTES * threads;
        return tower == Tower.IMAGE ? bytes + JPEG_BYTES : bytes;
    }

    /** A new encoder; {@code look} is run while there is waiting, and what it throws ends the opening. */
    Encoder open(String name, Tower tower, Runnable look) {
        if (tower != Tower.TEXT) {
            if (!kind(name).equals("folder")) {
                throw new IllegalArgumentException("The encoder `" + name + "` reads texts, not " + tower.words()
                        + ". Name an `encoder` of the folder that has a model of " + tower.words() + "; `CALL"
                        + " rec.encoder.list()` shows what each one reads.");
            }
            return tower == Tower.PAIR ? folder.openPairs(name, threads) : folder.openMedia(name, tower, threads);
        }
        return switch (kind(name)) {
            case "bundled" -> Encoders.bundledMiniLm(threads);
            case "jar" -> Encoders.ofJar(name, threads);
            case "remote" -> RemoteEncoder.open(name, remote, look);
            default -> folder.open(name, threads);
        };
    }
}
