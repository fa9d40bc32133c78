// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.graphrec.base.PrivateFolder;

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

    /** What turns native code on again. */
    public static final String TURN_ON =
            "Once the cause is fixed, delete the file `graph-recommender.native` in the server's"
                    + " data folder, or set `rec.encoder.crash_limit` in graph-recommender.conf, and restart the server.";

    private static Path parent;
    private static OrtEnvironment environment;
    private static String failure;
    private static NativeCrashes crashes;

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

    /**
     * Remembers in a file when the process ends while native code runs, and keeps native code off where that happened too often
     * within a day. Without this call it is never off.
     *
     * @param file of ours, in a folder that outlives the process; made where it is missing
     * @param limit ends within a day after which native code is off; 0: it never is
     */
    public static synchronized void rememberCrashes(Path file, int limit) throws IOException {
        crashes = NativeCrashes.open(file, limit, Instant.now());
    }

    /** The process ends in order, so that nothing under way counts as a crash. */
    public static synchronized void endInOrder() {
        if (crashes != null) {
            crashes.endInOrder();
        }
    }

    /**
     * How the libraries are.
     *
     * @param loaded whether they are in this process
     * @param problem why they cannot be, or ""
     * @param off whether they are kept off after crashes
     * @param ends when the server started again after it had ended while native code ran; the last day's, latest first
     */
    public record Status(boolean loaded, String problem, boolean off, List<Instant> ends) {}

    /** How the libraries are, without loading them. */
    public static synchronized Status status() {
        String problem = failure == null ? "" : failure;
        if (problem.isEmpty() && environment == null) {
            try {
                NativePlatform.current();
            } catch (EncoderException none) {
                problem = none.getMessage();
            }
        }
        Instant now = Instant.now();
        return new Status(
                environment != null,
                problem,
                crashes != null && crashes.off(now),
                crashes == null ? List.of() : crashes.recent(now));
    }

    /** Runs what calls native code; an end of the process meanwhile counts as a crash. */
    static <T> T running(Supplier<T> call) {
        NativeCrashes mine = crashes();
        if (mine == null) {
            return call.get();
        }
        mine.enter();
        try {
            return call.get();
        } finally {
            mine.leave();
        }
    }

    private static synchronized NativeCrashes crashes() {
        return crashes;
    }

    private static void requireOn() {
        Instant now = Instant.now();
        if (crashes != null && crashes.off(now)) {
            List<Instant> ends = crashes.recent(now);
            throw new EncoderException(
                    "Native code is off, and with it the encoders of this server: in the last day the server"
                            + " ended " + ends.size()
                            + " times while native code ran, because of a crash, kill -9 or lack of memory. "
                            + TURN_ON);
        }
    }

    /** Whether the libraries are in this process already. */
    public static synchronized boolean loaded() {
        return environment != null;
    }

    static synchronized OrtEnvironment load() {
        requireOn();
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
        try (PrivateFolder folder = PrivateFolder.in(parent, "graphrec-natives-")) {
            for (String library : ONNX_RUNTIME) {
                copy(platform.onnxRuntime() + System.mapLibraryName(library), folder.path());
            }
            for (String file : platform.tokenizerFiles()) {
                System.load(copy(platform.tokenizers() + file, folder.path()).toString());
            }
            return onnxRuntime(folder.path());
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
}
