// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.model.NodeClassifier;
import org.graphrec.training.classify.ClassifierFit;
import org.graphrec.training.compare.Succession;

/**
 * What a classifier and its successor are compared by: half of the nodes whose class became known after the training, drawn at
 * random. A class that the model does not have counts as not predicted by it.
 */
public final class NewestClasses {
    private final ClassTraining training;
    private final NodeClassifier model;
    private final int[] withheld;

    private NewestClasses(ClassTraining training, NodeClassifier model, int[] withheld) {
        this.training = training;
        this.model = model;
        this.withheld = withheld;
    }

    /**
     * Of a model and what it would be trained on again. There are none where an earlier version trained the model, where the nodes
     * are told by other vectors now, or where fewer than two classes would be left to learn.
     */
    public static NewestClasses of(ClassTraining training, NodeClassifier model, long seed) {
        int[] withheld =
                sameVectors(training.live(), model.features()) && model.origin().learned() != null
                        ? withheld(training, model, seed)
                        : new int[0];
        NewestClasses newest = new NewestClasses(training, model, withheld);
        boolean learnable =
                IntStream.of(newest.learnable()).filter(c -> c >= 0).distinct().count() > 1;
        return learnable ? newest : new NewestClasses(training, model, new int[0]);
    }

    /** Every second one of each class, in a random order. */
    private static int[] withheld(ClassTraining training, NodeClassifier model, long seed) {
        int[] classOf = training.classOf();
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] next = new boolean[training.classes().size()];
        int[] nodes = IntStream.range(0, classOf.length)
                .filter(v -> classOf[v] >= 0 && model.origin().learned().row(training.id(v)) < 0)
                .toArray();
        for (int left = nodes.length; left > 1; left--) {
            int drawn = random.nextInt(left);
            int last = nodes[left - 1];
            nodes[left - 1] = nodes[drawn];
            nodes[drawn] = last;
        }
        return IntStream.of(nodes)
                .filter(v -> next[classOf[v]] = !next[classOf[v]])
                .sorted()
                .toArray();
    }

    private static boolean sameVectors(LiveFeatures now, LiveFeatures then) {
        return now.blocks().equals(then.blocks());
    }

    /** The number of nodes. */
    public int nodes() {
        return withheld.length;
    }

    /** The classes without these nodes'. */
    public int[] learnable() {
        int[] classOf = training.classOf().clone();
        Arrays.stream(withheld).forEach(v -> classOf[v] = -1);
        return classOf;
    }

    /** The model beside a fit to {@link #learnable}. */
    public Succession compare(ClassifierFit successor) {
        return Succession.ofHits(
                hits(training.predicted(model.fit(), model.classes(), withheld)),
                hits(training.predicted(successor, training.classes(), withheld)));
    }

    private boolean[] hits(List<Object> predicted) {
        boolean[] hits = new boolean[withheld.length];
        for (int i = 0; i < hits.length; i++) {
            hits[i] = predicted.get(i).equals(training.classes().get(training.classOf()[withheld[i]]));
        }
        return hits;
    }
}
