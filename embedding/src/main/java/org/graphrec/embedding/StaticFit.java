// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The regressions of a distillation. With A the texts' tokens, B their frequent pairs of tokens, K the teacher's vectors of
 * tokens and T those of texts, the table is {@code K W + C} for tokens and D for pairs: first W with the least {@code
 * |T - A K W|² + map |W - W0|²}, where W0 is the best multiple of the identity, then C and D with the least {@code
 * |T - A (K W + C) - B D|² + token (|C|² + |D|² / pairs²)}. Only the direction of a text's vector counts, so both are done once
 * more with each target as long as the first fit made it.
 */
final class StaticFit {

    private static final double[] MAP_PENALTIES = {0.1, 1, 10, 100};
    private static final double[] TOKEN_PENALTIES = {0.1, 0.2, 0.4, 0.8, 1.6};
    private static final double[] PAIR_SCALES = {0, 0.7, 1.4, 2.8};

    /** A pair that only one text has tells no other text anything. */
    private static final int FEWEST_PAIRS = 2;

    /** What bounds the table: at 256 dimensions, about as much as the rows of 30,000 tokens and half of that again. */
    static final int MOST_PAIRS = 50_000;

    /** The constant of Arora et al. */
    private static final double SIF = 1e-3;

    /**
     * The penalties of both regressions.
     *
     * @param map of the linear map
     * @param token of the corrections
     * @param pairs what a pair counts beside a token; 0: pairs have no vectors
     */
    record Penalties(double map, double token, double pairs) {
        static final Penalties USUAL = new Penalties(10, 0.4, 1.4);
    }

    private final float[] tokenVectors;
    private final int tokens;
    private final TaughtTexts texts;
    private final int from;
    private final int size;
    private final Computation computation;
    private final int[] used;
    private final TokenPairs pairs;
    private final List<int[]> pairsOfTexts;
    private final SparseRows ofTokens;
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
        pairs = TokenPairs.frequent(texts.tokens(), FEWEST_PAIRS, MOST_PAIRS);
        pairsOfTexts = texts.tokens().stream().map(pairs::of).toList();
        ofTokens = SparseRows.ofTexts(
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

    /**
     * Fits all texts but the last. The map is the one that comes nearest to the teacher's vectors of those; the corrections are
     * those with most of the teacher's nearest texts among their own, since lists and searches are made of these.
     */
    Trial trial(int heldOut) {
        Part part = new Part(texts.size() - heldOut);
        int[][] nearest = new Neighbours(texts.vectors(), from).nearest(part.fitted, computation);
        Features plain = new Features(0, part.fitted);
        double map = best(MAP_PENALTIES, penalty -> meanCosine(part.used(part.map(targets, penalty)), plain, heldOut));
        float[] mapped = part.used(part.map(targets, map));
        Features usual = new Features(Penalties.USUAL.pairs(), part.fitted);
        double token = best(
                TOKEN_PENALTIES,
                penalty -> overlap(part.corrected(mapped, targets, usual, penalty), usual, nearest, part.fitted));
        double scale = best(PAIR_SCALES, some -> {
            Features features = new Features(some, part.fitted);
            return overlap(part.corrected(mapped, targets, features, token), features, nearest, part.fitted);
        });
        Penalties penalties = new Penalties(map, token, scale);
        Features features = new Features(scale, part.fitted);
        float[] wanted = scaled(part.corrected(mapped, targets, features, token), features, part.fitted);
        float[] fit = part.corrected(part.used(part.map(wanted, map)), wanted, features, token);
        double overlap = overlap(fit, features, nearest, part.fitted);
        return new Trial(penalties, new Agreement(heldOut, meanCosine(fit, features, heldOut), overlap));
    }

    /** The mean share of the teacher's nearest texts that a table has among its nearest, for texts from {@code first} on. */
    private double overlap(float[] table, Features features, int[][] nearest, int first) {
        float[] vectors = unit(textVectors(table, features.all, texts.size()));
        return Neighbours.overlap(new Neighbours(vectors, size).nearest(first, computation), nearest);
    }

    /** The value of the best quality, by steps to a neighbour as long as that is better, from the middle on. */
    private static double best(double[] values, ToDoubleFunction<Double> quality) {
        int best = values.length / 2;
        double highest = quality.applyAsDouble(values[best]);
        for (int step : new int[] {-1, 1}) {
            int before = best;
            while (best + step >= 0 && best + step < values.length) {
                double found = quality.applyAsDouble(values[best + step]);
                if (!(found > highest)) {
                    break;
                }
                highest = found;
                best += step;
            }
            if (best != before) {
                break;
            }
        }
        return values[best];
    }

    /** The table that fits all texts. */
    TokenTable table(Penalties penalties) {
        Part part = new Part(texts.size());
        Features features = new Features(penalties.pairs(), part.fitted);
        float[] mapped = part.used(part.map(targets, penalties.map()));
        float[] wanted = scaled(part.corrected(mapped, targets, features, penalties.token()), features, part.fitted);
        float[] map = part.map(wanted, penalties.map());
        float[] fit = part.corrected(part.used(map), wanted, features, penalties.token());
        float[] ofTokens = computation.product(tokenVectors, tokens, from, map, size);
        for (int u = 0; u < used.length; u++) {
            System.arraycopy(fit, u * size, ofTokens, used[u] * size, size);
        }
        if (penalties.pairs() == 0) {
            return new TokenTable(ofTokens, size);
        }
        float[] rows = Arrays.copyOf(ofTokens, ofTokens.length + pairs.size() * size);
        for (int at = 0; at < pairs.size() * size; at++) {
            rows[ofTokens.length + at] = (float) penalties.pairs() * fit[used.length * size + at];
        }
        return new TokenTable(rows, size, pairs);
    }

    /** Tokens and pairs of all texts and of the fitted ones; a pair is scaled, so that one penalty holds for both. */
    private final class Features {
        private final SparseRows all;
        private final SparseRows fitted;
        private final SparseRows turned;

        Features(double scale, int first) {
            all = scale == 0 ? ofTokens : ofTokens.with(pairsOfTexts, pairs.size(), (float) scale);
            fitted = all.first(first);
            turned = fitted.transposed();
        }
    }

    /** The targets of the first texts, each as long as its projection on the fit. */
    private float[] scaled(float[] table, Features features, int fitted) {
        float[] fit = textVectors(table, features.all, fitted);
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

    private double meanCosine(float[] table, Features features, int heldOut) {
        float[] vectors = unit(textVectors(table, features.all, texts.size()));
        double sum = 0;
        for (int i = vectors.length - heldOut * size; i < vectors.length; i++) {
            sum += (double) vectors[i] * targets[i];
        }
        return sum / heldOut;
    }

    private float[] textVectors(float[] table, SparseRows features, int fitted) {
        float[] vectors = new float[fitted * size];
        computation.forRows(fitted, (first, end) -> features.times(table, size, vectors, first, end));
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
        private final float[] ofUsed = new float[used.length * from];
        private final float[] sums;
        private final float[] gram;

        Part(int fitted) {
            this.fitted = fitted;
            for (int u = 0; u < used.length; u++) {
                System.arraycopy(tokenVectors, used[u] * from, ofUsed, u * from, from);
            }
            sums = new float[fitted * from];
            computation.forRows(fitted, (first, end) -> ofTokens.times(ofUsed, from, sums, first, end));
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

        /** The same with their corrections, followed by what the pairs add. */
        float[] corrected(float[] mapped, float[] wanted, Features features, double penalty) {
            float[] left = textVectors(mapped, ofTokens, fitted);
            for (int i = 0; i < left.length; i++) {
                left[i] = wanted[i] - left[i];
            }
            float[] corrections =
                    Ridge.solve(features.fitted, features.turned, (float) penalty, left, size, computation);
            for (int i = 0; i < mapped.length; i++) {
                corrections[i] += mapped[i];
            }
            return corrections;
        }
    }
}
