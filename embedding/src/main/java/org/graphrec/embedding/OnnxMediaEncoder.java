// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import ai.onnxruntime.OrtException;
import java.time.Duration;
import java.util.List;
import org.graphrec.embedding.media.Preparation;
import org.graphrec.embedding.media.UnreadableMediaException;

/** An encoder over one ONNX model of pictures or sounds: prepare, run, pool the windows of a sound, make unit length. */
final class OnnxMediaEncoder implements MediaEncoder {

    private final String name;
    private final Tower tower;
    private final String fingerprint;
    private final Preparation preparation;
    private final MediaModel model;
    private final Workers workers;
    private final Lease lease;

    /** Loads an encoder; the model must be known to be harmless. */
    OnnxMediaEncoder(String name, Tower tower, String fingerprint, byte[] onnx, Preparation preparation, int threads) {
        this.name = name;
        this.tower = tower;
        this.fingerprint = fingerprint;
        this.preparation = preparation;
        workers = new Workers(threads);
        try {
            model = NativeLibraries.running(() -> workers.call(() -> model(onnx)));
        } catch (RuntimeException | Error unusable) {
            workers.close();
            throw unusable;
        }
        lease = new Lease(name, this::release);
    }

    private MediaModel model(byte[] onnx) {
        try {
            return new MediaModel(onnx, tower, preparation.shape());
        } catch (OrtException | RuntimeException cause) {
            throw new EncoderException(
                    "The model of " + tower.words() + " of the encoder `" + name + "` cannot be loaded: "
                            + cause.getMessage(),
                    cause);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tower reads() {
        return tower;
    }

    @Override
    public int dimension() {
        return model.dimension();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public float[][] encode(List<byte[]> contents, int concurrency, EncodingMonitor monitor) {
        Workers.requireConcurrency(concurrency);
        lease.begin();
        try {
            return NativeLibraries.running(() -> vectors(contents, concurrency, monitor));
        } finally {
            lease.end();
        }
    }

    private float[][] vectors(List<byte[]> contents, int concurrency, EncodingMonitor monitor) {
        Progress progress = new Progress(monitor);
        Terminator terminator = new Terminator();
        float[][] vectors = new float[contents.size()][];
        UnreadableMediaException.Reason[] reasons = new UnreadableMediaException.Reason[vectors.length];
        workers.forEach(
                vectors.length,
                concurrency,
                unit -> {
                    try {
                        Preparation.Prepared prepared = preparation.prepare(contents.get(unit), terminator::terminated);
                        vectors[unit] = vector(prepared.tensors(), terminator);
                        progress.encoded(1, prepared.cut() ? 1 : 0);
                    } catch (UnreadableMediaException unreadable) {
                        reasons[unit] = unreadable.reason();
                        progress.encoded(1, 0);
                    }
                },
                progress::tell,
                terminator::terminate);
        progress.tell();
        for (UnreadableMediaException.Reason reason : reasons) {
            if (reason != null) {
                monitor.unreadable(reason);
            }
        }
        return vectors;
    }

    /** The mean over the tensors, each of which counts by its length. */
    private float[] vector(List<float[]> tensors, Terminator terminator) {
        float[] vector = new float[model.dimension()];
        for (float[] tensor : tensors) {
            float share = (float) tensor.length / tensors.get(0).length;
            float[] found = run(tensor, terminator);
            for (int d = 0; d < vector.length; d++) {
                vector[d] += share * found[d];
            }
        }
        OnnxEncoder.finish(vector);
        return vector;
    }

    private float[] run(float[] tensor, Terminator terminator) {
        try {
            float[] found = model.run(tensor, preparation.shape(), terminator);
            if (found.length != model.dimension()) {
                throw new EncoderException("The model of the encoder `" + name + "` gave " + found.length
                        + " numbers for a vector of " + model.dimension() + ".");
            }
            return found;
        } catch (OrtException cause) {
            throw terminator.failure(
                    "The model of the encoder `" + name + "` failed on one of " + tower.words(), cause);
        }
    }

    @Override
    public void close() {
        lease.close();
    }

    @Override
    public boolean closeAndWait(Duration atMost) {
        lease.close();
        return lease.awaitRelease(atMost);
    }

    private void release() {
        workers.close();
        model.close();
    }
}
