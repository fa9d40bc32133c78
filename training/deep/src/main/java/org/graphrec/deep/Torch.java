package org.graphrec.deep;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PyTorch in this process, loaded once at the first use.
 *
 * <p>Its libraries are copied out of the class path into a new folder that only this process's user can enter, loaded from
 * there, and the copies deleted. DJL neither writes into the home folder, nor trusts files it finds there, nor asks the network.
 *
 * <p>Every operator of PyTorch runs on the thread that calls it, so that its sums are taken in one order; what is done at once is
 * ours to divide.
 */
final class Torch {

    /** What DJL calls the engine; never left to its default, which is the engine that happens to come first. */
    private static final String ENGINE = "PyTorch";

    private static final String LIBRARIES = "native/lib/pytorch.properties";

    private static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";

    private static Engine engine;
    private static String failure;

    private Torch() {}

    /**
     * A new owner of tensors, on the GPU where PyTorch finds one; close it to free them.
     *
     * @throws IllegalStateException when PyTorch is not there or does not load, with the way out
     */
    static NDManager manager() {
        return load().newBaseManager();
    }

    /**
     * Lets the operators that this thread calls run on it alone. PyTorch asks each thread anew how many it may use, and a new one
     * would take as many as there are processors, and sum in another order.
     */
    static void onThisThreadAlone() {
        load();
        JniUtils.setNumThreads(1);
    }

    /** Tensors that nobody has closed yet, in the whole process. */
    static int live() {
        try (NDManager any = manager()) {
            return any.getParentManager().getManagedArrays().size();
        }
    }

    private static synchronized Engine load() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        if (engine == null) {
            ClassLoader ours = Torch.class.getClassLoader();
            if (System.getenv(LIBRARY_PATH) == null
                    && System.getProperty(LIBRARY_PATH) == null
                    && ours.getResource(LIBRARIES) == null) {
                // not remembered: nothing was tried yet
                throw new IllegalStateException("PyTorch's native library is missing. Put"
                        + " `pytorch-native-cpu-2.7.1-linux-x86_64.jar` (Maven Central,"
                        + " `ai.djl.pytorch:pytorch-native-cpu:2.7.1`, or the classifier of this machine) into the"
                        + " server's folder `plugins` and restart, or set the environment variable"
                        + " `PYTORCH_LIBRARY_PATH` to the `lib` folder of a LibTorch 2.7.1.");
            }
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(ours);
            try {
                engine = extractAndLoad();
            } catch (IOException | LinkageError | RuntimeException cause) {
                failure = "PyTorch does not load: " + cause.getMessage()
                        + ". Check that this is a glibc system, and that the temporary folder has 1 GB of room and is not"
                        + " mounted `noexec`.";
                throw new IllegalStateException(failure, cause);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
        return engine;
    }

    private static Engine extractAndLoad() throws IOException {
        Path folder = privateFolder();
        // offline and untracked for good; the folder only while it is there
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        Map<String, String> folders = Map.of("DJL_CACHE_DIR", folder.toString(), "ENGINE_CACHE_DIR", folder.toString());
        folders.forEach(System::setProperty);
        try {
            return Engine.getEngine(ENGINE);
        } finally {
            folders.keySet().forEach(System::clearProperty);
            delete(folder);
        }
    }

    private static Path privateFolder() throws IOException {
        Path root = Path.of(System.getProperty("java.io.tmpdir"));
        if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Files.createTempDirectory(
                            root,
                            "graphrec-pytorch-",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                    .toAbsolutePath();
        }
        return Files.createTempDirectory(root, "graphrec-pytorch-").toAbsolutePath();
    }

    /** A loaded library stays mapped after its file is gone; only Windows keeps the files until the process ends. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException stillInUse) {
                    path.toFile().deleteOnExit();
                }
            }
        }
    }
}
