package org.graphrec.training.fit;

import java.util.EnumSet;
import java.util.Set;
import org.graphrec.training.head.HeadKind;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.math.SymmetricInverse;
import org.graphrec.training.model.Architecture;

/** An upper bound on the heap a fit holds at once. The terms follow the arrays of the classes they are named for. */
final class PeakMemory {

    private static final long FLOAT = 4;

    private static final long ARRAY_HEADER = 24;

    private static final Set<Architecture> SEVERAL = EnumSet.of(Architecture.AUTO, Architecture.BLEND);

    private PeakMemory() {}

    static long bytes(long users, long items, long interactions, long featureDimension, TrainingOptions options) {
        // Holdout (two Csr), its transpose, and the transpose of everything: targets and weights. With texts, another
        // holdout of
        // items.
        long holdouts = featureDimension > 0 ? 6 : 4;
        long graphs = holdouts * (interactions + users + items) * 2 * FLOAT;
        // RandomizedSvd: at most three matrices as wide as the sketch, for the larger of users and items.
        long width = Math.min(options.rank() + RandomizedSvd.OVERSAMPLING, Math.min(users, items));
        long spectral = 3 * Math.max(users, items) * (width * FLOAT + ARRAY_HEADER) + 6 * width * width * Double.BYTES;
        // ItemGraphParts: target, gram, damped, cosine and one value per rank tried, for each pair.
        boolean text = featureDimension > 0;
        int topK = options.edgesPerItem((int) items);
        long pairs =
                Math.min(items, 2L * ItemGraphFit.pairsPerMeasure(topK) + (text ? ItemGraphFit.TEXT_NEIGHBOURS : 0));
        long parts = items * (pairs * FLOAT * (4 + ItemGraphFit.RANK_LEVELS) + 12 * ARRAY_HEADER);
        // ItemGraphBuilder: one weight per pair, then the kept edges twice; and the model of the trial before.
        long edges = items * Math.min(items, topK + (text ? ItemGraphFit.COLD_SOURCES : 0));
        long graph = items * pairs * FLOAT + 3 * edges * 2 * FLOAT + items * 4 * ARRAY_HEADER;
        // TextNeighbours: unit rows, panels of their columns, and the neighbours found. ColdScores: the rows again,
        // their Gram
        // matrix and its inverse.
        long texts = text
                ? items * (3 * featureDimension + ItemGraphFit.TEXT_NEIGHBOURS + 20) * FLOAT
                        + 4 * (featureDimension + 1) * (featureDimension + 1) * Double.BYTES
                : 0;
        // AlternatingLeastSquares: factors of users and items, new and old; the same of the best model, as rows and as
        // a matrix.
        long factors = 4 * (users + items) * (MfFitter.MOST_FACTORS * FLOAT + ARRAY_HEADER);
        long equations = (options.concurrency() + 4L) * MfFitter.MOST_FACTORS * MfFitter.MOST_FACTORS * Double.BYTES;
        // Ease: the matrix, and the models of two trials with the most edges.
        boolean several = SEVERAL.contains(options.architecture());
        boolean ease = items <= EaseFitter.MAX_ITEMS && (several || options.architecture() == Architecture.EASE);
        long inverse = ease ? SymmetricInverse.bytes(items) : 0;
        long easeEdges = ease ? items * EaseFitter.most((int) items, topK) * 8 * FLOAT : 0;
        // ItemKnn, UserKnn: their graphs, and the models kept until the end.
        long neighbours = 4 * edges * 2 * FLOAT + 6 * interactions * FLOAT;
        // Fusion: for each user the score of each part for what any part ranks high.
        long parted = Fitters.ALL.stream()
                        .filter(fitter -> !(fitter instanceof HeadFitter))
                        .count()
                + ContentFitter.MOST_POWERS;
        long fusion = several ? Math.min(users, Fusion.USERS) * Fusion.bytesPerUser(parted) : 0;
        // HeadFitter: vectors of items with both moments of Adam, and the tables of two models with their contexts.
        boolean head = HeadKind.of(options.architecture().cypherName()).isPresent();
        long heads = head ? items * (3L + 2 * 5) * HeadFitter.options(options).embeddingDimension() * FLOAT : 0;
        // Scores and sums of each thread.
        long threads = options.concurrency() * items * 6 * FLOAT + (1L << 24);
        return graphs
                + spectral
                + parts
                + graph
                + texts
                + factors
                + equations
                + inverse
                + easeEdges
                + neighbours
                + fusion
                + heads
                + threads;
    }
}
