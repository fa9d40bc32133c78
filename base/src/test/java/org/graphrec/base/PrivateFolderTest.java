// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
    @TempDir
    private Path parent;

    @Test
    void isItsOwnersAloneAndGoesWithAllThatIsInIt() throws Exception {
        Path path;
        try (PrivateFolder folder = PrivateFolder.in(parent, "native-")) {
            path = folder.path();
            assertThat(path).isAbsolute().hasParent(parent.toAbsolutePath());
            if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .isEqualTo("rwx------");
            }
            Files.createDirectories(path.resolve("a/b"));
            Files.writeString(path.resolve("a/b/library"), "x");
        }
        assertThat(path).doesNotExist();
        assertThat(parent).isEmptyDirectory();
    }
}
