// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.blend.Blend;
import org.graphrec.training.architecture.blend.ColdScores;
import org.graphrec.training.architecture.content.Content;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.NewItem;
import org.graphrec.training.model.NewItems;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;

/** Small models of every kind over random interactions with texts, and random requests of them. */
final class RandomModels {
    static final int ITEMS = 60;

    static final int NEW_ITEMS = 3;

    private static final int USERS = 50;

    /** The last items have no interactions. */
    private static final int WARM = 54;

    private static final int DIMENSION = 5;

    final Matrix texts;
    final Popularity popularity;
    private final Interactions interactions;
    private final SplittableRandom random;
    private final BitSet cold = new BitSet();
    private final NewItems newItems;

    RandomModels(long seed) {
        random = new SplittableRandom(seed);
        int[] users = random.ints(500, 0, USERS).toArray();
        int[] items = random.ints(500, 0, WARM).toArray();
        interactions = Interactions.of(USERS, ITEMS, users, items, null, null);
        texts = new Matrix(ITEMS, DIMENSION);
        for (int i = 0; i < (ITEMS - 1) * DIMENSION; i++) {
            texts.values()[i] = (float) random.nextGaussian();
        }
        Matrix unit = Vectors.unitRows(texts);
        System.arraycopy(unit.values(), 0, texts.values(), 0, texts.values().length);
        int[] counts = new int[ITEMS];
        for (int item = 0; item < ITEMS; item++) {
            counts[item] = interactions.byItem().degree(item);
            cold.set(item, counts[item] == 0);
        }
        popularity = new Popularity(counts);
        List<NewItem> more = new ArrayList<>();
        for (int i = 0; i < NEW_ITEMS; i++) {
            more.add(new NewItem(vector()));
        }
        newItems = new NewItems(texts, cold, more);
    }

    /** Models by name. */
    Map<String, Model> all() {
        Map<String, Model> models = new LinkedHashMap<>();
        for (Architecture architecture : List.of(
                Architectures.of("itemGraph"),
                Architectures.of("itemKnn"),
                Architectures.of("userKnn"),
                Architectures.of("ease"),
                Architectures.of("mf"),
                Architectures.of("textgcn"),
                Architectures.of("content"))) {
            TrainingOptions options = new TrainingOptions(0.1, 10, 4, 1, 1);
            models.put(
                    architecture.cypherName(),
                    Trainer.fit(architecture, interactions, texts, options, Monitor.SILENT)
                            .model());
        }
        models.put("signed graph", signedGraph());
        Content content = new Content(texts, cold, HistoryWeighting.NONE, 3);
        List<Blend.Part> parts = new ArrayList<>();
        for (String part : List.of("ease", "mf", "userKnn")) {
            parts.add(new Blend.Part(models.get(part), 1, 1));
        }
        parts.add(new Blend.Part(content, 2, 1));
        models.put("blend", new Blend(parts));
        ColdScores.Weights weights = new ColdScores.Weights(1, 0.5, 1);
        models.put("blend by text", new Blend(parts, ColdScores.fit(texts, cold, weights, 1, Monitor.SILENT)));
        List<Blend.Part> powers = new ArrayList<>(List.of(parts.get(3), parts.get(0)));
        powers.add(new Blend.Part(content.withPower(1), 1, 2));
        powers.add(new Blend.Part(new Content(texts, cold, new HistoryWeighting(1, false), 2), 1, 1));
        powers.add(new Blend.Part(content.withPower(2), 0.5, 1));
        models.put("powers of texts", new Blend(powers));
        models.put("against one", new Blend(List.of(parts.get(0), new Blend.Part(models.get("itemKnn"), -1, 1))));
        return models;
    }

    private ItemGraph signedGraph() {
        int[] from = random.ints(200, 0, ITEMS).toArray();
        int[] to = random.ints(200, 0, ITEMS).toArray();
        float[] weights = new float[200];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextInt(-2, 4) / 4f;
        }
        return new ItemGraph(
                Csr.fromEdges(ITEMS, ITEMS, from, to, weights), cold, new HistoryWeighting(0.3, false), Map.of());
    }

    /** The items that come after the others. */
    NewItems newItems() {
        return newItems;
    }

    /** A model with the new items behind. */
    Model withNewItems(Model model) {
        return model.with(newItems, 1, Monitor.SILENT);
    }

    /** The texts of the items, new ones included. */
    StackedMatrix features() {
        return newItems.features();
    }

    /** Likes and dislikes, or dislikes alone, or nothing. */
    History history() {
        int[] items =
                random.ints(20, 0, ITEMS).distinct().limit(random.nextInt(6)).toArray();
        float[] emphases = new float[items.length];
        boolean dislikes = random.nextInt(4) == 0;
        for (int i = 0; i < emphases.length; i++) {
            emphases[i] = dislikes || random.nextInt(3) == 0 ? -1 : random.nextInt(3) / 2f;
        }
        return new History(items, null, emphases);
    }

    /** A request without a filter for all items, every other one with a query. */
    Request request(boolean query, boolean excludeSeen) {
        double weight = random.nextInt(5) / 4.0;
        Request request = Request.of(history(), ITEMS + NEW_ITEMS).withQuery(query ? vector() : null, weight);
        return excludeSeen ? request : request.withEligible(Eligibility.ALL);
    }

    float[] vector() {
        float[] vector = new float[DIMENSION];
        for (int d = 0; d < DIMENSION; d++) {
            vector[d] = (float) random.nextGaussian();
        }
        Vectors.normalise(vector, 0, DIMENSION);
        return vector;
    }

    /** Some of the items. */
    int[] some() {
        return random.ints(random.nextInt(ITEMS), 0, ITEMS).toArray();
    }
}
