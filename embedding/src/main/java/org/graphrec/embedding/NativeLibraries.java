package org.graphrec.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The native libraries of ONNX Runtime and of the tokenizers, loaded once per process at the first use.
 *
 * <p>They are copied out of the class path into a new folder that only this process's user can enter, loaded from
 * there, and the copies deleted where the system allows it. Neither library's own loader takes part: those write into
 * the home folder, trust files they find there, and can download.
 */
public final class NativeLibraries {

    private static final String ONNX_RUNTIME_FOLDER = "onnxruntime.native.path";
    private static final List<String> ONNX_RUNTIME = List.of("onnxruntime", "onnxruntime4j_jni");

    private static Path parent;
    private static OrtEnvironment environment;
    private static String failure;

    private NativeLibraries() {}

    /**
     * Chooses where the libraries are copied to, in place of the temporary folder, which some servers mount without
     * execution. Has an effect until the libraries are loaded, and after a loading that failed.
     *
     * @param folder an existing folder that this process may write to and execute from
     */
    public static synchronized void extractInto(Path folder) {
        parent = folder;
        failure = null;
    }

    /** Whether the libraries are in this process already. */
    public static synchronized boolean loaded() {
        return environment != null;
    }

    static synchronized OrtEnvironment load() {
        if (failure != null) {
            throw new EncoderException(failure);
        }
        if (environment == null) {
            try {
                environment = extractAndLoad(NativePlatform.current());
            } catch (EncoderException known) {
                failure = known.getMessage();
                throw known;
            } catch (IOException | LinkageError | RuntimeException cause) {
                failure = "The native libraries for text encoding do not load: " + cause.getMessage()
                        + ". Check that the temporary folder is writable and not mounted `noexec`.";
                throw new EncoderException(failure, cause);
            }
        }
        return environment;
    }

    private static OrtEnvironment extractAndLoad(NativePlatform platform) throws IOException {
        Path folder = privateFolder();
        List<Path> copies = new ArrayList<>();
        try {
            for (String library : ONNX_RUNTIME) {
                copies.add(copy(platform.onnxRuntime() + System.mapLibraryName(library), folder));
            }
            for (String file : platform.tokenizerFiles()) {
                Path library = copy(platform.tokenizers() + file, folder);
                copies.add(library);
                System.load(library.toString());
            }
            return onnxRuntime(folder);
        } finally {
            delete(copies, folder);
        }
    }

    private static OrtEnvironment onnxRuntime(Path folder) {
        String before = System.getProperty(ONNX_RUNTIME_FOLDER);
        System.setProperty(ONNX_RUNTIME_FOLDER, folder.toString());
        try {
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "graphrec");
        } finally {
            if (before == null) {
                System.clearProperty(ONNX_RUNTIME_FOLDER);
            } else {
                System.setProperty(ONNX_RUNTIME_FOLDER, before);
            }
        }
    }

    private static Path privateFolder() throws IOException {
        Path root = parent == null ? Path.of(System.getProperty("java.io.tmpdir")) : parent;
        if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Files.createTempDirectory(
                            root,
                            "graphrec-natives-",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                    .toAbsolutePath();
        }
        return Files.createTempDirectory(root, "graphrec-natives-").toAbsolutePath();
    }

    private static Path copy(String resource, Path folder) throws IOException {
        try (InputStream in = NativeLibraries.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new EncoderException("The plugin jar lacks the native library `" + resource
                        + "` of this platform. Use the jar that was built for it.");
            }
            Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
            Files.copy(in, file);
            return file;
        }
    }

    /** A loaded library stays mapped after its file is gone; only Windows keeps the file until the process ends. */
    private static void delete(List<Path> files, Path folder) {
        // what is asked for first is deleted last at the end of the process
        folder.toFile().deleteOnExit();
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stillInUse) {
                file.toFile().deleteOnExit();
            }
        }
        try {
            Files.deleteIfExists(folder);
        } catch (IOException notEmpty) {
            // its files go at the end of the process, and then the folder
        }
    }
}
