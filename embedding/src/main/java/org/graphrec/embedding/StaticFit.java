package org.graphrec.embedding;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The regressions of a distillation. With A the texts' tokens, K the teacher's vectors of tokens and T those of texts, the
 * table is {@code K W + C}: first W with the least {@code |T - A K W|² + map |W - W0|²}, where W0 is the best multiple of
 * the identity, then C with the least {@code |T - A (K W + C)|² + token |C|²}. Only the direction of a text's vector counts,
 * so both are done once more with each target as long as the first fit made it.
 */
final class StaticFit {

    private static final double[] MAP_PENALTIES = {0.1, 1, 10, 100};
    private static final double[] TOKEN_PENALTIES = {0.05, 0.2, 0.8, 3.2};

    /** The constant of Arora et al. */
    private static final double SIF = 1e-3;

    /**
     * The penalties of both regressions.
     *
     * @param map of the linear map
     * @param token of the corrections
     */
    record Penalties(double map, double token) {
        static final Penalties USUAL = new Penalties(10, 0.8);
    }

    private final float[] tokenVectors;
    private final int tokens;
    private final TaughtTexts texts;
    private final int from;
    private final int size;
    private final Computation computation;
    private final int[] used;
    private final SparseRows counts;
    private final float[] basis;
    private final float[] targets;

    /**
     * Takes what the teacher said.
     *
     * @param tokenVectors {@code [tokens, dimension]}
     * @param wanted the dimension of the table; more than the teacher's count as that
     */
    StaticFit(float[] tokenVectors, TaughtTexts texts, int wanted, Computation computation) {
        this.tokenVectors = tokenVectors;
        this.texts = texts;
        this.computation = computation;
        from = texts.dimension();
        size = Math.min(wanted, from);
        tokens = tokenVectors.length / from;
        used = texts.tokens().stream()
                .flatMapToInt(Arrays::stream)
                .distinct()
                .sorted()
                .toArray();
        counts = SparseRows.ofTexts(
                texts.tokens().stream()
                        .map(ids -> Arrays.stream(ids)
                                .map(id -> Arrays.binarySearch(used, id))
                                .toArray())
                        .toList(),
                used.length);
        if (texts.size() == 0) {
            center();
        }
        basis = Subspace.of(moment(), from, size, computation);
        targets = computation.product(texts.vectors(), texts.size(), from, basis, size);
    }

    /** Of the texts, unless they are too few to tell. */
    private float[] moment() {
        return texts.size() < 2 * from
                ? computation.transposedProduct(tokenVectors, tokens, from, tokenVectors, from)
                : computation.transposedProduct(texts.vectors(), texts.size(), from, texts.vectors(), from);
    }

    private void center() {
        double[] mean = new double[from];
        for (int i = 0; i < tokenVectors.length; i++) {
            mean[i % from] += tokenVectors[i] / (double) tokens;
        }
        for (int i = 0; i < tokenVectors.length; i++) {
            tokenVectors[i] -= (float) mean[i % from];
        }
    }

    /** The table where nothing is known but the vocabulary, whose frequent tokens come first (Zipf's law). */
    TokenTable withoutTexts() {
        float[] rows = computation.product(tokenVectors, tokens, from, basis, size);
        double harmonic = 0;
        for (int t = 1; t <= tokens; t++) {
            harmonic += 1.0 / t;
        }
        for (int t = 0; t < tokens; t++) {
            double weight = SIF / (SIF + 1 / ((t + 1) * harmonic));
            for (int c = 0; c < size; c++) {
                rows[t * size + c] *= (float) weight;
            }
        }
        return new TokenTable(rows, size);
    }

    /** What the fit to all texts but the last comes to. */
    record Trial(Penalties penalties, Agreement agreement) {
        /** Too few texts to hold any out. */
        static final Trial NONE = new Trial(Penalties.USUAL, Agreement.UNKNOWN);
    }

    /** Fits all texts but the last with the penalties that come nearest to the teacher on those. */
    Trial trial(int heldOut) {
        Part part = new Part(texts.size() - heldOut);
        double map = best(MAP_PENALTIES, penalty -> meanCosine(part.used(part.map(targets, penalty)), heldOut));
        float[] mapped = part.used(part.map(targets, map));
        double token = best(TOKEN_PENALTIES, penalty -> meanCosine(part.corrected(mapped, targets, penalty), heldOut));
        Penalties penalties = new Penalties(map, token);
        float[] wanted = scaled(part.corrected(mapped, targets, token), part.fitted);
        float[] fit = part.corrected(part.used(part.map(wanted, map)), wanted, token);
        Neighbours student = new Neighbours(unit(textVectors(fit, texts.size())), size);
        double overlap = student.overlap(new Neighbours(texts.vectors(), from), part.fitted, computation);
        return new Trial(penalties, new Agreement(heldOut, meanCosine(fit, heldOut), overlap));
    }

    private static double best(double[] penalties, ToDoubleFunction<Double> quality) {
        double best = penalties[0];
        double highest = Double.NEGATIVE_INFINITY;
        for (double penalty : penalties) {
            double found = quality.applyAsDouble(penalty);
            if (found > highest) {
                highest = found;
                best = penalty;
            }
        }
        return best;
    }

    /** The table that fits all texts. */
    TokenTable table(Penalties penalties) {
        Part part = new Part(texts.size());
        float[] mapped = part.used(part.map(targets, penalties.map()));
        float[] wanted = scaled(part.corrected(mapped, targets, penalties.token()), part.fitted);
        float[] map = part.map(wanted, penalties.map());
        float[] ofUsed = part.corrected(part.used(map), wanted, penalties.token());
        float[] rows = computation.product(tokenVectors, tokens, from, map, size);
        for (int u = 0; u < used.length; u++) {
            System.arraycopy(ofUsed, u * size, rows, used[u] * size, size);
        }
        return new TokenTable(rows, size);
    }

    /** The targets of the first texts, each as long as its projection on the fit. */
    private float[] scaled(float[] ofUsed, int fitted) {
        float[] fit = textVectors(ofUsed, fitted);
        float[] scaled = targets.clone();
        for (int r = 0; r < fitted; r++) {
            double along = 0;
            for (int c = 0; c < size; c++) {
                along += (double) fit[r * size + c] * targets[r * size + c];
            }
            float length = (float) Math.max(0.3, Math.min(2, along));
            for (int c = 0; c < size; c++) {
                scaled[r * size + c] *= length;
            }
        }
        return scaled;
    }

    private double meanCosine(float[] ofUsed, int heldOut) {
        float[] vectors = unit(textVectors(ofUsed, texts.size()));
        double sum = 0;
        for (int i = vectors.length - heldOut * size; i < vectors.length; i++) {
            sum += (double) vectors[i] * targets[i];
        }
        return sum / heldOut;
    }

    private float[] textVectors(float[] ofUsed, int fitted) {
        float[] vectors = new float[fitted * size];
        computation.forRows(fitted, (first, end) -> counts.times(ofUsed, size, vectors, first, end));
        return vectors;
    }

    private float[] unit(float[] vectors) {
        for (int at = 0; at < vectors.length; at += size) {
            float[] one = Arrays.copyOfRange(vectors, at, at + size);
            OnnxEncoder.finish(one);
            System.arraycopy(one, 0, vectors, at, size);
        }
        return vectors;
    }

    /** The regressions on the first texts. */
    private final class Part {

        private final int fitted;
        private final SparseRows rows;
        private final SparseRows turned;
        private final float[] ofUsed = new float[used.length * from];
        private final float[] sums;
        private final float[] gram;

        Part(int fitted) {
            this.fitted = fitted;
            rows = counts.first(fitted);
            turned = rows.transposed();
            for (int u = 0; u < used.length; u++) {
                System.arraycopy(tokenVectors, used[u] * from, ofUsed, u * from, from);
            }
            sums = new float[fitted * from];
            computation.forRows(fitted, (first, end) -> rows.times(ofUsed, from, sums, first, end));
            gram = computation.transposedProduct(sums, fitted, from, sums, from);
        }

        /** The linear map, {@code [from, size]}. */
        float[] map(float[] wanted, double penalty) {
            float[] plain = computation.product(sums, fitted, from, basis, size);
            double above = 0;
            double below = 1e-12;
            for (int i = 0; i < plain.length; i++) {
                above += (double) plain[i] * wanted[i];
                below += (double) plain[i] * plain[i];
            }
            float multiple = (float) (above / below);
            float[] left = new float[plain.length];
            for (int i = 0; i < left.length; i++) {
                left[i] = wanted[i] - multiple * plain[i];
            }
            float[] right = computation.transposedProduct(sums, fitted, from, left, size);
            float[] map = Ridge.solve(gram, from, penalty, right, size, computation);
            for (int i = 0; i < map.length; i++) {
                map[i] += multiple * basis[i];
            }
            return map;
        }

        /** Where a map takes the tokens that occur. */
        float[] used(float[] map) {
            return computation.product(ofUsed, used.length, from, map, size);
        }

        /** The same with their corrections. */
        float[] corrected(float[] mapped, float[] wanted, double penalty) {
            float[] left = textVectors(mapped, fitted);
            for (int i = 0; i < left.length; i++) {
                left[i] = wanted[i] - left[i];
            }
            float[] corrections = Ridge.solve(rows, turned, (float) penalty, left, size, computation);
            for (int i = 0; i < corrections.length; i++) {
                corrections[i] += mapped[i];
            }
            return corrections;
        }
    }
}
