// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.io.IOException;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.graphrec.base.PrivateFolder;
import org.graphrec.training.DeepJars;

/**
 * PyTorch in this process, loaded once at the first use.
 *
 * <p>Its libraries are copied out of the class path into a new folder that only this process's user can enter, loaded from
 * there, and the copies deleted. JavaCPP neither writes into the home folder, nor trusts files it finds there.
 *
 * <p>Every operator of PyTorch runs on the thread that calls it, so that its sums are taken in one order; what is done at once is
 * ours to divide.
 */
final class Torch {

    private static final String SETTINGS = "org.bytedeco.javacpp.";

    /** All whose native half is called; each looks for its library when it is first used, which is to be while that is there. */
    private static final Class<?>[] CLASSES = {
        openblas_nolapack.class,
        torch.class,
        Device.class,
        FloatPointer.class,
        GradMode.class,
        Scalar.class,
        T_TensorTensorTensor_T.class,
        Tensor.class,
        TensorOptional.class,
        TensorOptions.class,
        TensorVector.class
    };

    private static boolean loaded;
    private static String failure;
    private static long owned;

    private Torch() {}

    /**
     * Loads PyTorch, unless it is.
     *
     * @throws IllegalStateException when PyTorch is not there or does not load, with the way out
     */
    static synchronized void load() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        if (loaded) {
            return;
        }
        String platform = Loader.Detector.getPlatform();
        ClassLoader ours = Torch.class.getClassLoader();
        if (ours.getResource("org/bytedeco/pytorch/" + platform) == null
                || ours.getResource("org/bytedeco/openblas/" + platform) == null) {
            // not remembered: nothing was tried yet
            throw new IllegalStateException("PyTorch's native library for the platform `" + platform
                    + "` is missing. Put " + DeepJars.NAMES + " into the server's folder `plugins` and restart.");
        }
        try (PointerScope made = new PointerScope()) {
            extractAndLoad();
            made.deallocate();
            owned = Pointer.totalCount();
            loaded = true;
        } catch (IOException | LinkageError | RuntimeException cause) {
            failure = "PyTorch cannot be loaded: " + cause.getMessage()
                    + ". Check that this is a glibc system of 2.35 or later, and that the temporary folder has 1 GB of room"
                    + " and is not mounted `noexec`.";
            throw new IllegalStateException(failure, cause);
        }
    }

    /**
     * Lets the operators that this thread calls run on it alone. PyTorch asks each thread anew how many it may use, and a new one
     * would take as many as there are processors, and sum in another order.
     */
    static void onThisThreadAlone() {
        load();
        torch.set_num_threads(1);
    }

    /** What of PyTorch's nobody has freed yet, in the whole process. */
    static long live() {
        load();
        return Pointer.totalCount() - owned;
    }

    private static void extractAndLoad() throws IOException {
        // the heap is the guard's to watch; JavaCPP would count what the page cache has as well, and stop at a multiple
        // of it
        System.setProperty(SETTINGS + "maxBytes", "0");
        System.setProperty(SETTINGS + "maxPhysicalBytes", "0");
        try (PrivateFolder folder = PrivateFolder.in(null, "graphrec-pytorch-")) {
            System.setProperty(SETTINGS + "cachedir", folder.path().toString());
            for (Class<?> used : CLASSES) {
                Loader.load(used);
            }
            // for all threads of the process
            openblas_nolapack.blas_set_num_threads(1);
        } finally {
            System.clearProperty(SETTINGS + "cachedir");
        }
    }
}
