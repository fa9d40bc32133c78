// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;

/**
 * Makes a static encoder of another one. The teacher encodes each token of its vocabulary by itself, and each of the given
 * texts. A linear map takes the vectors of tokens to where their sums come nearest to the vectors of texts. Each token that
 * occurs in a text is then corrected by itself, and frequent pairs of tokens get vectors of their own, which tell some of what
 * the order of words means. These are ridge regressions, whose penalties are those that come nearest to the teacher on held out
 * texts. Without texts, the tokens' vectors are centred and weighted by how frequent
 * their place in the vocabulary lets expect them to be.
 *
 * <p>Source: Model2Vec (Tulkens and van Dongen, 2024) for what a static encoder is; smooth inverse frequency of Arora et al.
 * (ICLR 2017) for the weights without texts. The fit to the user's own texts is this project's.
 */
public final class Distillation {

    /** Fewer texts than these say nothing when a tenth of them is held out. */
    private static final int FEWEST_TO_HOLD_OUT = 30;

    private static final int MOST_HELD_OUT = 1000;

    private final Teacher teacher;
    private final DistillOptions options;
    private final EncodingMonitor monitor;
    private final WordPiece tokenizer;

    private Distillation(Teacher teacher, DistillOptions options, EncodingMonitor monitor) {
        this.teacher = teacher;
        this.options = options;
        this.monitor = monitor;
        tokenizer = new WordPiece(teacher.tokenizerJson());
    }

    /**
     * Distills an encoder.
     *
     * @param texts of the kind that it will encode; may be empty; repeated ones count once
     * @param monitor told of each token and each text
     * @param fitting run once the teacher has said everything and the fit begins
     * @throws EncoderException when the teacher has no tokenizer of BERT's family, or is a service
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    public static Distilled of(
            TextEncoder teacher,
            List<String> texts,
            DistillOptions options,
            EncodingMonitor monitor,
            Runnable fitting) {
        return new Distillation(able(teacher), options, monitor).distilled(texts, fitting);
    }

    /** How many tokens the teacher's vocabulary has, each of which is encoded once. */
    public static int tokens(TextEncoder teacher) {
        return new WordPiece(able(teacher).tokenizerJson()).size();
    }

    /** An upper bound on the heap that distilling needs, in bytes, of texts of 200 tokens. */
    public static long bytes(TextEncoder teacher, long texts, DistillOptions options) {
        long tokens = tokens(teacher);
        long from = teacher.dimension();
        long size = Math.min(from, options.dimension());
        // the teacher's vectors twice, what is made of them, and the file
        long ofTokens = tokens * (4 * (3 * from + 4 * size) + 64);
        long ofTexts = texts * (4 * (5 * from + 6 * size) + 200 * 16);
        long pairs = Math.min(StaticFit.MOST_PAIRS, 200 * texts);
        // all pairs twice while the frequent ones are found, their rows in the fit, the table and the file, and their
        // entries
        long ofPairs = texts * 200 * 40 + pairs * 4 * 6 * size;
        long ofThreads = 128L * options.concurrency() * (3 * (tokens + pairs) + 2 * texts);
        return ofTokens + ofTexts + ofPairs + ofThreads + 8 * from * from + (32L << 20);
    }

    private static Teacher able(TextEncoder teacher) {
        if (teacher instanceof Teacher able) {
            return able;
        }
        throw new EncoderException("The encoder `" + teacher.name() + "` cannot be a teacher: it must be the bundled"
                + " encoder or an ONNX model of the folder.");
    }

    private Distilled distilled(List<String> texts, Runnable fitting) {
        TaughtTexts taught = taught(texts);
        float[][] tokens = teacher.tokenVectors(tokenizer.size(), options.concurrency(), monitor);
        fitting.run();
        Workers workers = new Workers(options.concurrency());
        try {
            Computation computation = new Computation(workers, options.concurrency(), monitor);
            StaticFit fit = new StaticFit(flat(tokens, teacher.dimension()), taught, options.dimension(), computation);
            if (taught.size() == 0) {
                return new Distilled(teacher, 0, Agreement.UNKNOWN, fit.withoutTexts());
            }
            int heldOut = taught.size() < FEWEST_TO_HOLD_OUT ? 0 : Math.min(MOST_HELD_OUT, taught.size() / 10);
            StaticFit.Trial trial = heldOut > 0 ? fit.trial(heldOut) : StaticFit.Trial.NONE;
            return new Distilled(teacher, taught.size(), trial.agreement(), fit.table(trial.penalties()));
        } finally {
            workers.close();
        }
    }

    /** The different texts that have tokens and a vector, in an order that the seed decides. */
    private TaughtTexts taught(List<String> texts) {
        List<String> different = new ArrayList<>(new LinkedHashSet<>(texts));
        Collections.shuffle(different, new Random(options.seed()));
        List<int[]> tokens = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String text : different) {
            int[] ids = Arrays.stream(tokenizer.ids(text == null ? "" : text))
                    .limit(teacher.mostTokens())
                    .filter(id -> id != tokenizer.unknown())
                    .toArray();
            if (ids.length > 0) {
                kept.add(text);
                tokens.add(ids);
            }
            monitor.assertRunning();
        }
        float[][] vectors = teacher.encode(kept, options.concurrency(), monitor);
        List<int[]> fit = new ArrayList<>();
        List<float[]> targets = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            if (Float.isFinite(vectors[i][0])) {
                fit.add(tokens.get(i));
                targets.add(vectors[i]);
            }
        }
        return new TaughtTexts(fit, flat(targets.toArray(float[][]::new), teacher.dimension()), teacher.dimension());
    }

    private static float[] flat(float[][] rows, int columns) {
        float[] flat = new float[rows.length * columns];
        for (int r = 0; r < rows.length; r++) {
            // a token without finite numbers counts as none
            if (Float.isFinite(rows[r][0])) {
                System.arraycopy(rows[r], 0, flat, r * columns, columns);
            }
        }
        return flat;
    }
}
