package org.graphrec.training.fit;

import java.util.EnumSet;
import java.util.Set;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.math.SymmetricInverse;
import org.graphrec.training.model.Architecture;

/** An upper bound on the heap a fit holds at once. The terms follow the arrays of the classes they are named for. */
final class PeakMemory {

    private static final long FLOAT = 4;

    private static final long ARRAY_HEADER = 24;

    private static final Set<Architecture> SEVERAL = EnumSet.of(Architecture.AUTO, Architecture.BLEND);

    private PeakMemory() {}

    /** Whether AUTO may try EASE, which takes more than all the rest where items are many. */
    static boolean affordsEase(Task task) {
        int dimension = task.features() == null ? 0 : task.features().columns();
        int interactions = task.interactions().size();
        return withoutEase(task.users(), task.items(), interactions, dimension, task.options())
                        + ease(task.items(), task.options())
                <= task.options().memoryBudgetBytes();
    }

    static long bytes(long users, long items, long interactions, long featureDimension, TrainingOptions options) {
        long others = withoutEase(users, items, interactions, featureDimension, options);
        boolean several = SEVERAL.contains(options.architecture());
        if (items > EaseFitter.MAX_ITEMS || !(several || options.architecture() == Architecture.EASE)) {
            return others;
        }
        long all = others + ease(items, options);
        return several && all > options.memoryBudgetBytes() ? others : all;
    }

    /** Ease: the matrix, and the models of two trials with the most edges. */
    private static long ease(long items, TrainingOptions options) {
        int topK = options.edgesPerItem((int) items);
        return SymmetricInverse.bytes(items) + items * EaseFitter.most((int) items, topK) * 8 * FLOAT;
    }

    private static long withoutEase(
            long users, long items, long interactions, long featureDimension, TrainingOptions options) {
        // Holdout (two Csr), its transpose, and the transpose of everything: targets and weights.
        // With texts, another holdout of items.
        long holdouts = featureDimension > 0 ? 6 : 4;
        long graphs = holdouts * (interactions + users + items) * 2 * FLOAT;
        boolean text = featureDimension > 0;
        int topK = options.edgesPerItem((int) items);
        // RandomizedSvd: at most three matrices as wide as the sketch, for the larger of users and items.
        long width = Math.min(options.rank() + RandomizedSvd.OVERSAMPLING, Math.min(users, items));
        long spectral = 3 * Math.max(users, items) * (width * FLOAT + ARRAY_HEADER) + 6 * width * width * Double.BYTES;
        // ItemGraphParts: target, gram, damped, cosine and one value per rank tried, for each pair.
        long pairs =
                Math.min(items, 2L * ItemGraphFit.pairsPerMeasure(topK) + (text ? ItemGraphFit.TEXT_NEIGHBOURS : 0));
        long parts = items * (pairs * FLOAT * (4 + ItemGraphFit.RANK_LEVELS) + 12 * ARRAY_HEADER);
        // ItemGraphBuilder: one weight per pair, then the kept edges twice; and the model of the trial before.
        long edges = items * Math.min(items, topK + (text ? ItemGraphFit.COLD_SOURCES : 0));
        long graph = items * pairs * FLOAT + 3 * edges * 2 * FLOAT + items * 4 * ARRAY_HEADER;
        // TextNeighbours: unit rows, panels of their columns, and the neighbours found. Content: other panels.
        // ColdScores: the rows again, their Gram matrix and its inverse.
        long texts = text
                ? items * (4 * featureDimension + ItemGraphFit.TEXT_NEIGHBOURS + 20) * FLOAT
                        + 4 * (featureDimension + 1) * (featureDimension + 1) * Double.BYTES
                : 0;
        // AlternatingLeastSquares: factors of users and items, new and old;
        // the same of the best model, as rows and as a matrix.
        long factors = 4 * (users + items) * (MfFitter.MOST_FACTORS * FLOAT + ARRAY_HEADER)
                + (options.concurrency() + 4L) * MfFitter.MOST_FACTORS * MfFitter.MOST_FACTORS * Double.BYTES;
        // ItemKnn, UserKnn: their graphs, and the models kept until the end.
        long neighbours = 4 * edges * 2 * FLOAT + 6 * interactions * FLOAT;
        // Scores and sums of each thread.
        long threads = options.concurrency() * items * 6 * FLOAT + (1L << 24);
        long common = graphs + texts + threads;
        return switch (options.architecture()) {
            case POPULARITY, CONTENT -> common;
            case MF -> common + factors;
            case ITEM_KNN, USER_KNN -> common + graph + neighbours;
            case AUTO, BLEND ->
                common
                        + spectral
                        + parts
                        + graph
                        + factors
                        + neighbours
                        + fusion(users, options)
                        + heads(items, options);
            default -> common + spectral + parts + graph + factors + neighbours + heads(items, options);
        };
    }

    /** Fusion: for each user the score of each part for what any part ranks high. */
    private static long fusion(long users, TrainingOptions options) {
        long parted = Fitters.ALL.stream()
                        .filter(fitter -> !(fitter instanceof HeadFitter))
                        .count()
                + options.heads().size()
                + ContentFitter.MOST_POWERS;
        return Math.min(users, Fusion.USERS) * Fusion.bytesPerUser(parted);
    }

    /** HeadFitter: vectors of items with both moments of Adam, and the tables of two models with contexts and panels. */
    private static long heads(long items, TrainingOptions options) {
        return options.heads().stream()
                .mapToLong(kind ->
                        items * (3L + 2 * 6) * HeadFitter.options(options, kind).embeddingDimension() * FLOAT)
                .sum();
    }
}
