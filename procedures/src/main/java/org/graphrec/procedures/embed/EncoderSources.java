package org.graphrec.procedures.embed;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.RemoteEncoder;
import org.graphrec.embedding.RemoteOptions;
import org.graphrec.embedding.TextEncoder;

/**
 * Where encoders come from.
 *
 * @param folder the operator's folder, or null
 * @param remote the operator's embedding service, or null
 */
public record EncoderSources(EncoderFolder folder, RemoteOptions remote) {
    /** Threads that encode at once, whatever the number of calls: as GDS's default concurrency, at most the processors. */
    private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

    /** Where an encoder of this name would come from: `bundled`, `folder` or `remote`. */
    String kind(String name) {
        if (name.equals(Encoders.MINI_LM)) {
            return "bundled";
        }
        return remote != null && remote.model().equals(name) ? "remote" : "folder";
    }

    /** The names of all encoders there are. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(Encoders.MINI_LM));
        if (folder != null) {
            names.addAll(folder.names());
        }
        if (remote != null) {
            names.add(remote.model());
        }
        return names.stream().distinct().toList();
    }

    /** A new encoder. */
    TextEncoder open(String name) {
        return switch (kind(name)) {
            case "bundled" -> Encoders.bundledMiniLm(THREADS);
            case "remote" -> RemoteEncoder.open(name, remote);
            default -> folder.open(name, THREADS);
        };
    }
}
