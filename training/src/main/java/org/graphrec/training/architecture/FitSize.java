// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture;

import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.model.AttributeVectors;
import org.graphrec.training.model.Together;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.TrainingOptions;

/**
 * The sizes that the memory of a fit follows from, and upper bounds in bytes on what its parts hold. The terms follow the arrays of
 * the classes they are named for.
 *
 * @param users number of users
 * @param items number of items
 * @param interactions number of interactions
 * @param featureDimension columns of the item features; 0 without texts
 * @param context what else is known
 * @param options how to fit
 */
public record FitSize(
        long users, long items, long interactions, long featureDimension, Context context, TrainingOptions options) {

    /** Nearest texts considered for each item. */
    public static final int TEXT_NEIGHBOURS = 50;

    /** Items with interactions from which one without is reached. */
    public static final int COLD_SOURCES = 20;

    /** Spectral ranks tried. */
    public static final int RANK_LEVELS = 5;

    /** Spectral exponents tried. */
    public static final int SPECTRAL_EXPONENTS = 7;

    /** Item graphs beside the best that may join a sum. */
    public static final int COMPLEMENTS = 4;

    /** Settings of an item graph that its search may try, each parameter once along its grid and once more about the best. */
    private static final long TRIALS = 120;

    /** The largest size of a latent factor. */
    public static final int MOST_FACTORS = 128;

    /** Of {@code ContextArchitecture}. */
    private static final int CHANNELS_PER_RELATION = 8;

    /** Regressions that {@code ColdTrials} compares at once, at most, and the descriptions that they are of. */
    private static final int REGRESSIONS = 15;

    private static final int DESCRIPTIONS = 3;

    private static final long FLOAT = 4;

    private static final long ARRAY_HEADER = 24;

    /** The sizes of a task. */
    public static FitSize of(Task task) {
        return new FitSize(
                task.users(),
                task.items(),
                task.interactions().size(),
                task.features() == null ? 0 : task.features().columns(),
                task.interactions().context(),
                task.options());
    }

    /** Pairs considered per measure of similarity: a quarter more than will be kept, as other measures add theirs. */
    public static int pairsPerMeasure(int topK) {
        return topK + (topK + 3) / 4;
    }

    /** What every fit holds: the holdouts with their transposes, the texts, and the scores of each thread. */
    public long common() {
        // Holdout (two Csr), its transpose, and the transpose of everything: targets and weights.
        // With texts, another holdout of items.
        long holdouts = text() ? 6 : 4;
        long graphs = holdouts * (interactions + users + items) * 2 * FLOAT;
        // TextNeighbours: unit rows, panels of their columns, and the neighbours found. Content: other panels.
        // ColdScores: the rows again, their Gram matrix and its inverse.
        long texts = text()
                ? items * (4 * featureDimension + TEXT_NEIGHBOURS + 20) * FLOAT
                        + 4 * (featureDimension + 1) * (featureDimension + 1) * Double.BYTES
                        + coldRows() * featureDimension * FLOAT
                : 0;
        // Scores and sums of each thread, those of several users at once among them.
        long threads = options.concurrency() * (items * 6 * FLOAT + Together.bytes(items)) + (1L << 24);
        return graphs + texts + threads;
    }

    /** Items that ColdTrials ranks as cold: those made cold, and some of the others. */
    private long coldRows() {
        return Math.min(items, items / 10 + 3_000);
    }

    /** RandomizedSvd. */
    public long spectral() {
        return RandomizedSvd.bytes(users, items, options.rank(), options.concurrency());
    }

    /**
     * SimilarityTerms: target, what common users say with two exponents, damped, cosine and one value per rank tried, for each pair; and
     * of each item the strongest by spectral exponent. PairTerms: powers of degrees as many, and the sums of each thread.
     */
    public long similarityTerms() {
        long values = 4L + RANK_LEVELS + (text() ? 1L : 0L);
        return items * (pairs() * FLOAT * values + (values + 4) * ARRAY_HEADER)
                + items * 2L * SPECTRAL_EXPONENTS * Double.BYTES
                + options.concurrency() * items * 5L * FLOAT;
    }

    /** Ascent: four metrics of each user measured, for each trial. */
    private long trials() {
        return TRIALS * Task.usersMeasured(users, items, interactions, topK()) * 4 * Double.BYTES;
    }

    /** The right singular vectors, which are there while SimilarityTerms are made. */
    private long vectors() {
        return items * (Math.min(options.rank(), Math.min(users, items)) * FLOAT + ARRAY_HEADER);
    }

    /** ItemGraphBuilder: the kept edges of each item, then as a matrix; and powers of degrees. */
    private long edgesWhileMade() {
        return 2 * edges() * 2 * FLOAT + items * (3 * ARRAY_HEADER + 5 * Double.BYTES);
    }

    /** Graphs of items: what is considered of each, the kept edges twice, and the model of the trial before. */
    public long itemGraph() {
        return items * pairs() * FLOAT + 3 * edges() * 2 * FLOAT + items * 4 * ARRAY_HEADER;
    }

    /** The most that a fit of an item graph holds at once: one step after the other, and in the end beside the tuned model. */
    public long itemGraphAtOnce() {
        long tuned = edges() * 2 * FLOAT + ARRAY_HEADER;
        return common()
                + trials()
                + tuned
                + Math.max(spectral(), similarityTerms() + Math.max(vectors(), edgesWhileMade()));
    }

    /** ItemGraphTuning: the edges of the graphs that may join a sum with the best. */
    public long complements() {
        return COMPLEMENTS * (edges() * 2 * FLOAT + 2 * items * ARRAY_HEADER);
    }

    /** ItemKnn, UserKnn: their graphs, and the models kept until the end. */
    public long neighbours() {
        return 4 * edges() * 2 * FLOAT + 6 * interactions * FLOAT;
    }

    /**
     * AlternatingLeastSquares: factors of users and items, new and old; the same of the best model, as rows and as a matrix. Mf: its
     * panels, of two models.
     */
    public long factors() {
        return (4 * users + 6 * items) * (MOST_FACTORS * FLOAT + ARRAY_HEADER)
                + (options.concurrency() + 4L) * MOST_FACTORS * MOST_FACTORS * Double.BYTES;
    }

    /** Channels of each relation: those that may join a sum, the next one tried, and their matrices while they are made. */
    public long channels() {
        return channels(false);
    }

    private long channels(boolean ofUsersAlone) {
        if (context.isEmpty()) {
            return 0;
        }
        long edges = context.relations().stream()
                .filter(relation -> relation.ends().fromUsers() || !ofUsersAlone)
                .mapToLong(relation -> switch (relation.ends()) {
                    case USER_USER, ITEM_USER -> interactions;
                    case USER_NODE -> relation.edges().columns() * (long) topK();
                    case USER_ITEM, ITEM_ITEM, ITEM_NODE -> items * Math.min(items, topK());
                })
                .sum();
        return CHANNELS_PER_RELATION * edges * 2 * FLOAT + options.concurrency() * items * 2 * FLOAT;
    }

    /**
     * AttributeVectors: the matrix of nodes and its transpose, the matrices of the sketch, the vectors of nodes and items. ColdTrials:
     * rows that describe items, and the regressions on them.
     */
    public long attributes() {
        long nodes = 0;
        long edges = 0;
        for (Relation relation : context.relations()) {
            if (relation.ends() == Relation.Ends.ITEM_NODE) {
                nodes += relation.edges().columns();
                edges += relation.edges().edges();
            }
        }
        if (edges == 0) {
            return 0;
        }
        long width = Math.min(AttributeVectors.DIMENSION + RandomizedSvd.OVERSAMPLING, Math.min(nodes, items));
        long columns = featureDimension + width + 1;
        return 4 * (edges + nodes + items) * 2 * FLOAT
                + 3 * Math.max(nodes, items) * (width * FLOAT + ARRAY_HEADER)
                + 6 * width * width * Double.BYTES
                + 2 * (nodes + items) * (width + 1) * FLOAT
                + (DESCRIPTIONS + 2) * items * (columns * FLOAT + ARRAY_HEADER)
                + (DESCRIPTIONS - 1) * coldRows() * columns * FLOAT
                + columns * columns * (REGRESSIONS * FLOAT + 4 * Double.BYTES);
    }

    /** NewcomerTrials: a holdout of users, and channels from what is known of them. */
    public long newcomers() {
        long channels = channels(true);
        return channels == 0 ? 0 : channels + 4 * (interactions + users + items) * 2 * FLOAT;
    }

    /** All of these: enough for whatever fits neither more edges nor larger vectors than these. */
    public long all() {
        return common() + spectral() + similarityTerms() + itemGraph() + complements() + factors() + neighbours();
    }

    private boolean text() {
        return featureDimension > 0;
    }

    private int topK() {
        return options.edgesPerItem((int) items);
    }

    private long pairs() {
        return Math.min(items, 2L * pairsPerMeasure(topK()) + (text() ? TEXT_NEIGHBOURS : 0));
    }

    private long edges() {
        return items * Math.min(items, topK() + (text() ? COLD_SOURCES : 0));
    }
}
