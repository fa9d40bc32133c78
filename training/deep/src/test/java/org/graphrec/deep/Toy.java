// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.sequence.Augmentation;
import org.graphrec.training.architecture.sequence.Loss;
import org.graphrec.training.architecture.sequence.SequenceContext;
import org.graphrec.training.architecture.sequence.SequenceKind;
import org.graphrec.training.architecture.sequence.SequenceOptions;
import org.graphrec.training.architecture.sequence.SequenceTask;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.ItemClasses;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;

/** A small graph with an order in it: in one of {@value #COLOURS} colours, who had item i of the colour next has item i + 1. */
final class Toy {

    static final int COLOURS = 4;
    static final int ITEMS_PER_COLOUR = 10;
    static final int ITEMS = COLOURS * ITEMS_PER_COLOUR;
    static final int USERS = 160;
    static final int LENGTH = 7;

    private Toy() {}

    static Interactions interactions(boolean timed) {
        int[] userOf = new int[USERS * LENGTH];
        int[] itemOf = new int[USERS * LENGTH];
        double[] times = new double[USERS * LENGTH];
        for (int user = 0; user < USERS; user++) {
            for (int i = 0; i < LENGTH; i++) {
                int edge = user * LENGTH + i;
                userOf[edge] = user;
                itemOf[edge] = item(user % COLOURS, user / COLOURS + i);
                times[edge] = i;
            }
        }
        return Interactions.of(USERS, ITEMS, userOf, itemOf, null, timed ? times : null);
    }

    static int item(int colour, int i) {
        return colour * ITEMS_PER_COLOUR + i % ITEMS_PER_COLOUR;
    }

    static Matrix random(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix matrix = new Matrix(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }

    static ItemClasses colours() {
        int[] classes = new int[ITEMS];
        for (int item = 0; item < ITEMS; item++) {
            classes[item] = item / ITEMS_PER_COLOUR;
        }
        return new ItemClasses(classes);
    }

    static SequenceOptions options(
            Loss loss, SequenceContext context, Augmentation augmentation, boolean pool, int epochs) {
        return SequenceOptions.defaults(SequenceKind.GCN)
                .with()
                .embeddingDimension(16)
                .pool(pool)
                .historyLength(12)
                .epochs(epochs)
                .patience(3)
                .batchSize(16)
                .learningRate(0.01)
                .penaltyL2(0.001)
                .dropout(0.1)
                .negativeSamples(64)
                .loss(loss)
                .context(context)
                .augmentation(augmentation)
                .build();
    }

    static SequenceTask task(
            SequenceKind kind, SequenceOptions options, boolean timed, int concurrency, Monitor monitor) {
        Matrix features = random(ITEMS, 12, 2);
        for (int item = 0; item < ITEMS && options.context() == SequenceContext.MULTI_TASK; item++) {
            features.values()[features.offset(item) + item / ITEMS_PER_COLOUR] += 4;
        }
        return new SequenceTask(
                kind,
                interactions(timed),
                Vectors.unitRows(features),
                random(ITEMS, options.embeddingDimension(), 3),
                options.context() == SequenceContext.MULTI_TASK ? colours() : null,
                options,
                7,
                concurrency,
                monitor);
    }
}
