// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphrec.procedures.call.Finding;

/** Whether the encoders of this server can be used. */
public final class EncoderFindings {
    private EncoderFindings() {}

    /** The operator's file, and each encoder. */
    public static List<Finding> ofThisServer() {
        List<Finding> findings = new ArrayList<>();
        EncoderSources sources = OpenEncoders.sources();
        findings.add(
                sources.problem().isEmpty()
                        ? Finding.ok("graph-recommender.conf", "read, or not there")
                        : Finding.problem(
                                "graph-recommender.conf",
                                sources.problem().strip(),
                                "Correct the line that neo4j.log names and restart the server."));
        for (String name : sources.names()) {
            findings.add(of(EncoderRow.of(name)));
        }
        findings.add(network(sources));
        return findings;
    }

    static Finding of(EncoderRow encoder) {
        String check = "encoder " + encoder.name();
        if (encoder.problem() != null) {
            return Finding.problem(
                    check, encoder.problem(), "Correct its folder; rec.encoder.list shows when it is right.");
        }
        String hashes = encoder.files().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(file -> file.getKey() + " sha256 " + file.getValue())
                .collect(Collectors.joining(", "));
        if (!encoder.approved()) {
            return Finding.warning(
                    check,
                    "not approved: " + hashes,
                    "If you trust the files, add their hashes to `rec.encoder.approved_sha256` in graph-recommender.conf and"
                            + " restart the server.");
        }
        String state = encoder.loaded()
                ? "loaded, " + encoder.dimension() + " dimensions, fingerprint " + encoder.fingerprint()
                : "not loaded";
        return Finding.ok(check, encoder.kind() + ", " + state + (hashes.isEmpty() ? "" : ", " + hashes));
    }

    private static Finding network(EncoderSources sources) {
        List<String> uses = new ArrayList<>();
        if (sources.remote() != null) {
            uses.add("texts go to the operator's embedding service");
        }
        if (sources.download() != null) {
            uses.add("administrators may download encoders");
        }
        return Finding.ok("network", uses.isEmpty() ? "not used" : String.join("; ", uses));
    }
}
