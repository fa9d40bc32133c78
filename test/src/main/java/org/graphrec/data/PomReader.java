// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/** Reads single POM files. A repository holds what strangers wrote: no file beyond a megabyte is read, and no text beyond a line. */
final class PomReader {
    private static final long MAX_BYTES = 1L << 20;
    private static final int MAX_TEXT = 1_000;

    private PomReader() {}

    /**
     * The file's content as it is written, with group and version taken from the parent where they are left out, or empty where the
     * file is too large, broken or no POM.
     */
    static Optional<Model> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            try (var in = Files.newInputStream(file)) {
                return Optional.of(completed(new MavenXpp3Reader().read(in, false)));
            }
        } catch (IOException | XmlPullParserException e) {
            return Optional.empty();
        }
    }

    private static Model completed(Model model) {
        Parent parent = model.getParent();
        if (parent != null) {
            parent.setGroupId(line(parent.getGroupId()));
            parent.setArtifactId(line(parent.getArtifactId()));
            parent.setVersion(line(parent.getVersion()));
        }
        model.setGroupId(line(model.getGroupId() == null && parent != null ? parent.getGroupId() : model.getGroupId()));
        model.setArtifactId(line(model.getArtifactId()));
        model.setVersion(line(model.getVersion() == null && parent != null ? parent.getVersion() : model.getVersion()));
        model.setName(line(model.getName()));
        model.setDescription(line(model.getDescription()));
        model.getProperties().replaceAll((name, value) -> line(value.toString()));
        for (Dependency dependency : model.getDependencies()) {
            dependency.setGroupId(line(dependency.getGroupId()));
            dependency.setArtifactId(line(dependency.getArtifactId()));
            dependency.setScope(line(dependency.getScope()));
        }
        return model;
    }

    /** One line without control characters, of bounded length; empty for null. */
    private static String line(String text) {
        String line =
                text == null ? "" : text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT);
    }
}
