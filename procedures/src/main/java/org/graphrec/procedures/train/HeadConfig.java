package org.graphrec.procedures.train;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.graphrec.procedures.config.Config;
import org.graphrec.training.head.Augmentation;
import org.graphrec.training.head.Context;
import org.graphrec.training.head.HeadKind;
import org.graphrec.training.head.HeadOptions;
import org.graphrec.training.head.Loss;

/** The keys of {@code rec.train} that an architecture with a head reads, and no other. */
final class HeadConfig {
    private static final int MOST = 1_000_000;

    private HeadConfig() {}

    /** The heads that {@code auto} is to try. */
    static Set<HeadKind> kinds(Config config) {
        List<String> names =
                Arrays.stream(HeadKind.values()).map(HeadKind::cypherName).toList();
        return config.choices("deepHeads", names).stream()
                .map(name -> HeadKind.of(name).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }

    static HeadOptions read(Config config, HeadKind kind) {
        HeadOptions defaults = HeadOptions.defaults(kind);
        boolean attends = kind == HeadKind.GAT || kind == HeadKind.TRANSFORMER;
        int heads = attends ? config.integer("attentionHeads", defaults.attentionHeads(), 1, 16) : 1;
        int dimension = config.integer("embeddingDimension", defaults.embeddingDimension(), 4, 1024);
        if (dimension % heads != 0) {
            config.problem("The value of `embeddingDimension` must be a multiple of `attentionHeads`, which is " + heads
                    + ", but was `" + dimension + "`.");
            dimension = defaults.embeddingDimension();
            heads = 1;
        }
        return new HeadOptions(
                dimension,
                kind == HeadKind.TRANSFORMER ? config.integer("layers", defaults.layers(), 1, 8) : 1,
                heads,
                kind == HeadKind.SAGE
                        && config.choice("aggregator", "mean", List.of("mean", "pool"))
                                .equals("pool"),
                kind == HeadKind.SAGE
                        ? sample(config, defaults.historyLength())
                        : config.integer("historyLength", defaults.historyLength(), 2, 512),
                config.integer("epochs", defaults.epochs(), 1, MOST),
                config.integer("patience", defaults.patience(), 1, MOST),
                config.integer("batchSize", defaults.batchSize(), 1, MOST),
                config.number("learningRate", defaults.learningRate(), 1e-9, 10),
                config.number("penaltyL2", defaults.penaltyL2(), 0, 10),
                config.number("dropout", defaults.dropout(), 0, 0.9),
                config.integer("negativeSamples", defaults.negativeSamples(), 1, MOST),
                loss(config, defaults.loss()),
                context(config, defaults.context()),
                augmentation(config));
    }

    /** How many of a user's items are read at once: GraphSAGE's sample of the one hop there is. */
    private static int sample(Config config, int fallback) {
        List<Double> sizes = config.numbers("sampleSizes");
        if (sizes == null) {
            return fallback;
        }
        double size = sizes.get(0);
        if (sizes.size() != 1 || size != Math.rint(size) || size < 2 || size > 512) {
            config.problem(
                    "The value of `sampleSizes` must be one whole number from 2 to 512, as a user's neighbours are"
                            + " sampled at one hop, but was `" + Config.shown(sizes) + "`.");
            return fallback;
        }
        return (int) size;
    }

    private static Loss loss(Config config, Loss fallback) {
        List<String> names = Arrays.stream(Loss.values()).map(Loss::cypherName).toList();
        String name = config.choice("loss", fallback.cypherName(), names);
        return Arrays.stream(Loss.values())
                .filter(loss -> loss.cypherName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Context context(Config config, Context fallback) {
        List<String> names =
                Arrays.stream(Context.values()).map(Context::cypherName).toList();
        String name = config.choice("fusion", fallback.cypherName(), names);
        return Arrays.stream(Context.values())
                .filter(context -> context.cypherName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Augmentation augmentation(Config config) {
        List<String> names = Arrays.stream(Augmentation.values())
                .map(Augmentation::cypherName)
                .toList();
        String name = config.choice("augmentation", Augmentation.NONE.cypherName(), names);
        return Arrays.stream(Augmentation.values())
                .filter(augmentation -> augmentation.cypherName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
