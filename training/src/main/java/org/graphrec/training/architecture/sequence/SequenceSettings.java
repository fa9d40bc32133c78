// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.graphrec.training.architecture.Settings;

/** The keys of a training call that networks along the history read. */
final class SequenceSettings {
    private static final int MOST = 1_000_000;

    private SequenceSettings() {}

    static SequenceOptions read(Settings settings, SequenceKind kind) {
        SequenceOptions defaults = SequenceOptions.defaults(kind);
        int heads = kind.attends() ? settings.integer("attentionHeads", defaults.attentionHeads(), 1, 16) : 1;
        int dimension = settings.integer("embeddingDimension", defaults.embeddingDimension(), 4, 1024);
        if (dimension % heads != 0) {
            settings.wrong("embeddingDimension", "a multiple of `attentionHeads`, which is " + heads + ",", dimension);
            dimension = defaults.embeddingDimension();
            heads = 1;
        }
        boolean sampled = kind == SequenceKind.SAGE;
        return defaults.with()
                .embeddingDimension(dimension)
                .layers(kind == SequenceKind.TRANSFORMER ? settings.integer("layers", defaults.layers(), 1, 8) : 1)
                .attentionHeads(heads)
                .pool(sampled
                        && settings.choice("aggregator", "mean", List.of("mean", "pool"))
                                .equals("pool"))
                .historyLength(
                        sampled
                                ? sample(settings, defaults.historyLength())
                                : settings.integer("historyLength", defaults.historyLength(), 2, 512))
                .epochs(settings.integer("epochs", defaults.epochs(), 1, MOST))
                .patience(settings.integer("patience", defaults.patience(), 1, MOST))
                .batchSize(settings.integer("batchSize", defaults.batchSize(), 1, MOST))
                .learningRate(settings.number("learningRate", defaults.learningRate(), 1e-9, 10))
                .penaltyL2(settings.number("penaltyL2", defaults.penaltyL2(), 0, 10))
                .dropout(settings.number("dropout", defaults.dropout(), 0, 0.9))
                .negativeSamples(settings.integer("negativeSamples", defaults.negativeSamples(), 1, MOST))
                .loss(choice(settings, "loss", defaults.loss(), Loss.values(), Loss::cypherName))
                .context(choice(
                        settings, "fusion", defaults.context(), SequenceContext.values(), SequenceContext::cypherName))
                .augmentation(choice(
                        settings, "augmentation", Augmentation.NONE, Augmentation.values(), Augmentation::cypherName))
                .build();
    }

    /** How many of a user's items are read at once: GraphSAGE's sample of the one hop there is. */
    private static int sample(Settings settings, int otherwise) {
        List<Double> sizes = settings.numbers("sampleSizes");
        if (sizes == null) {
            return otherwise;
        }
        double size = sizes.get(0);
        if (sizes.size() != 1 || size != Math.rint(size) || size < 2 || size > 512) {
            settings.wrong(
                    "sampleSizes",
                    "one whole number from 2 to 512, as a user's neighbours are sampled at one hop,",
                    sizes);
            return otherwise;
        }
        return (int) size;
    }

    private static <T> T choice(Settings settings, String key, T otherwise, T[] values, Function<T, String> name) {
        String chosen = settings.choice(
                key, name.apply(otherwise), Arrays.stream(values).map(name).toList());
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(chosen))
                .findFirst()
                .orElseThrow();
    }
}
