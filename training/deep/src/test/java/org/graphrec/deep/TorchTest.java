package org.graphrec.deep;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.Test;

class TorchTest {

    @Test
    void takesAGradient() {
        long start = System.nanoTime();
        try (NDManager manager = Torch.manager()) {
            System.out.println("load " + (System.nanoTime() - start) / 1e9);
            NDArray x = manager.create(new float[] {1, 2, 3}, new Shape(3));
            x.setRequiresGradient(true);
            NDArray y = x.mul(x).sum();
            System.out.println("threads " + JniUtils.getNumThreads() + " grad " + JniUtils.isGradMode());
            JniUtils.backward((PtNDArray) y, (PtNDArray) manager.create(1f), false, false);
            assertThat(x.getGradient().toFloatArray()).containsExactly(2, 4, 6);
            System.out.println(Torch.live());
        }
        System.out.println(Torch.live());
        Thread t = new Thread(() -> System.out.println("other " + JniUtils.isGradMode() + JniUtils.getNumThreads()));
        t.start();
        try { t.join(); } catch (InterruptedException e) { throw new IllegalStateException(e); }
    }
}
