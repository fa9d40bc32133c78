// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.graphrec.training.DeepJars;
import org.graphrec.training.Monitor;

/**
 * Fits one architecture of classifiers. A further one is found by {@link ServiceLoader}; where its models are to be stored, it also
 * needs a format in {@link ClassifierCodec}.
 */
public interface ClassifierFitter {

    /** Trained by a jar of its own. */
    List<String> FURTHER = List.of("gcn", "gat");

    /** What `architecture` calls it. */
    String architecture();

    /**
     * Fits on some nodes, and chooses what the options leave open on others.
     *
     * @param train nodes to learn from, whose class is known
     * @param validation nodes to choose on; empty: nothing is to choose
     * @param trials gets every setting tried
     */
    ClassifierCandidate tune(
            NodeTask task,
            int[] train,
            int[] validation,
            ClassifierOptions options,
            List<ClassifierTrial> trials,
            Monitor monitor);

    /** An upper bound on the heap that tuning and refitting need beyond the task, in bytes. */
    long peakBytes(long nodes, long edges, long dimension, long classes, int concurrency);

    /** An upper bound on the memory outside the heap, in bytes; 0 for none. */
    default long nativeBytes(long nodes, long edges, long dimension) {
        return 0;
    }

    /** The fitters there are, ours first. */
    static List<ClassifierFitter> all() {
        List<ClassifierFitter> all = new ArrayList<>();
        all.add(new SgcFitter());
        ServiceLoader.load(ClassifierFitter.class, ClassifierFitter.class.getClassLoader())
                .forEach(all::add);
        return all;
    }

    /** Every architecture, those of a further jar included, whether it is there or not: {@link #of} says what to do. */
    static List<String> architectures() {
        return Stream.concat(all().stream().map(ClassifierFitter::architecture), FURTHER.stream())
                .distinct()
                .toList();
    }

    /**
     * The fitter of an architecture.
     *
     * @throws IllegalArgumentException naming those there are
     */
    static ClassifierFitter of(String architecture) {
        List<ClassifierFitter> all = all();
        return all.stream()
                .filter(fitter -> fitter.architecture().equals(architecture))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The value of `architecture` must be one of "
                        + all.stream()
                                .map(fitter -> "`" + fitter.architecture() + "`")
                                .toList() + " but was `"
                        + architecture + "`."
                        + (FURTHER.contains(architecture)
                                ? " It is trained by a jar of its own: put " + DeepJars.NAMES
                                        + " into the server's folder `plugins` and restart."
                                : "")));
    }
}
