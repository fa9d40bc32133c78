// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.NewItems;
import org.graphrec.training.model.Parts;
import org.graphrec.training.model.TrainingReport;
import org.graphrec.training.model.Via;

/**
 * A weighted sum of the scores of other models, each divided by a number fixed at training that makes their scales alike. The
 * range of a score is that of the parts, so scaled. It adds up from the history as the parts' scores do.
 */
public final class Blend implements Model {

    /** What files and Cypher call it. */
    static final String NAME = "blend";

    private final List<Part> parts;
    private final ColdScores cold; // null where the parts score cold items themselves
    private final List<Part> newcomers; // none where users without a history are like others
    private final SummedScores summed;
    private final SummedScores ofNewcomers;

    /**
     * One of the models.
     *
     * @param model of the same items as the others
     * @param weight finite; in the scale of the sum, relative to the other parts
     * @param scale by which its scores are divided, above 0: how high its best scores usually are
     */
    public record Part(Model model, double weight, double scale) {

        /** Rejects values out of range. */
        public Part {
            Require.between("weight", weight, -1e6, 1e6);
            Require.between("scale", scale, Double.MIN_NORMAL, Double.MAX_VALUE);
        }

        /** By what its scores are multiplied. */
        public double factor() {
            return weight / scale;
        }
    }

    /** The sum of {@code parts}, at least one. */
    public Blend(List<Part> parts) {
        this(parts, null);
    }

    /** The sum of {@code parts}, at least one, with cold items scored by their texts; null leaves these to the parts. */
    public Blend(List<Part> parts, ColdScores cold) {
        this(parts, cold, List.of());
    }

    /**
     * The same with other parts for users without a history, of whom other things are known. What one of these gives to everybody
     * alike is shared evenly by what is known of the user.
     */
    public Blend(List<Part> parts, ColdScores cold, List<Part> newcomers) {
        Require.atLeast("parts", parts.size(), 1);
        this.parts = List.copyOf(parts);
        this.cold = cold;
        this.newcomers = List.copyOf(newcomers);
        this.summed = new SummedScores(this.parts);
        this.ofNewcomers = new SummedScores(this.newcomers);
        for (Part part : parts) {
            Require.size("items", part.model().items(), items());
        }
        for (Part part : newcomers) {
            Require.size("items", part.model().items(), items());
        }
    }

    /** The models and their weights, the main one first. */
    public List<Part> parts() {
        return parts;
    }

    @Override
    public String architecture() {
        return NAME;
    }

    @Override
    public int items() {
        return parts.get(0).model().items();
    }

    /** How cold items are scored; empty where the parts do it themselves. */
    public Optional<ColdScores> coldScores() {
        return Optional.ofNullable(cold);
    }

    /** The models that serve users without a history, of whom other things are known; none where the {@link #parts} do. */
    public List<Part> newcomers() {
        return newcomers;
    }

    /** True when a user with this history is served by {@link #newcomers}. */
    public boolean newcomer(History history) {
        return !newcomers.isEmpty() && history.size() == 0 && history.evidence() > 0;
    }

    @Override
    public void score(History history, float[] scores) {
        scoreAll(List.of(history), new float[][] {scores});
    }

    @Override
    public void scoreAll(List<History> histories, float[][] scores) {
        List<History> known = new ArrayList<>();
        List<float[]> ofKnown = new ArrayList<>();
        List<History> others = new ArrayList<>();
        List<float[]> ofOthers = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            History history = histories.get(i);
            (newcomer(history) ? others : known).add(history);
            (newcomer(history) ? ofOthers : ofKnown).add(scores[i]);
        }
        float[][] sums = ofKnown.toArray(float[][]::new);
        summed.of(known, sums);
        if (cold != null) {
            cold.apply(sums);
        }
        ofNewcomers.of(others, ofOthers.toArray(float[][]::new));
    }

    @Override
    public boolean dense() {
        return cold != null || summed.dense() || ofNewcomers.dense();
    }

    /** True when the text of {@code item} decides its score, since it has no interactions. */
    public boolean byText(int item) {
        return cold != null && cold.covers(item);
    }

    @Override
    public Parts parts(History history) {
        if (newcomer(history)) {
            return sumOfParts(newcomers, history);
        }
        Parts sum = sumOfParts(parts, history);
        if (cold == null) {
            return sum;
        }
        float[] scores = new float[items()];
        summed.of(List.of(history), new float[][] {scores});
        Parts byText = cold.parts(sum, scores);
        return new Parts() {
            @Override
            public double[] of(int item) {
                return byText(item) ? byText.of(item) : sum.of(item);
            }

            @Override
            public void narrow(BitSet items) {
                BitSet all = (BitSet) items.clone();
                sum.narrow(items);
                all.stream().filter(Blend.this::byText).forEach(items::set);
            }
        };
    }

    private Parts sumOfParts(List<Part> parts, History history) {
        List<Parts> all = parts.stream()
                .map(part -> part.model().personal() ? part.model().parts(history) : alike(part.model(), history))
                .toList();
        return new Parts() {
            @Override
            public double[] of(int item) {
                double[] sum = new double[history.evidence()];
                for (int p = 0; p < all.size(); p++) {
                    double[] own = all.get(p).of(item);
                    for (int i = 0; i < own.length; i++) {
                        sum[i] += parts.get(p).factor() * own[i];
                    }
                }
                return sum;
            }

            /** Where the sum is above 0, so is a part, unless that is taken off. */
            @Override
            public void narrow(BitSet items) {
                if (parts.stream().allMatch(part -> part.weight() >= 0)) {
                    BitSet some = new BitSet(items());
                    for (Parts one : all) {
                        BitSet left = (BitSet) items.clone();
                        one.narrow(left);
                        some.or(left);
                    }
                    items.and(some);
                }
            }
        };
    }

    /** The score that a model gives everybody, divided evenly among all that is known of the user. */
    private static Parts alike(Model model, History history) {
        float[] scores = new float[model.items()];
        model.score(history, scores);
        return new Parts() {
            @Override
            public double[] of(int item) {
                double[] parts = new double[history.evidence()];
                Arrays.fill(parts, (double) scores[item] / parts.length);
                return parts;
            }
        };
    }

    /** What a cold item owes to texts is all that it does not owe to relations; else the parts' own. */
    @Override
    public double[] textContributions(History history, int item, StackedMatrix trained) {
        if (newcomer(history)) {
            return new double[history.evidence()];
        }
        if (byText(item)) {
            double[] all = contributions(history, item);
            for (Via via : contextContributions(history, item)) {
                for (int i = 0; i < via.parts().length; i++) {
                    all[i] -= via.parts()[i];
                }
            }
            return all;
        }
        double[] sum = new double[history.evidence()];
        for (Part part : parts) {
            double[] own = part.model().textContributions(history, item, trained);
            for (int i = 0; i < own.length; i++) {
                sum[i] += part.factor() * own[i];
            }
        }
        return sum;
    }

    /** Of a cold item also what its attributes say. */
    @Override
    public List<Via> contextContributions(History history, int item) {
        double own = byText(item) ? cold.weights().own() : 1;
        List<Via> all = parts.stream()
                .flatMap(part -> part.model().contextContributions(history, item).stream()
                        .map(via -> via.times(own * part.factor())))
                .collect(Collectors.toCollection(ArrayList::new));
        if (byText(item) && !newcomer(history)) {
            float[] scores = new float[items()];
            summed.of(List.of(history), new float[][] {scores});
            all.addAll(cold.through(sumOfParts(parts, history), scores, history.size(), item));
        }
        return all;
    }

    @Override
    public List<TrainingReport> trainingReports() {
        return parts.stream()
                .flatMap(part -> part.model().trainingReports().stream())
                .toList();
    }

    @Override
    public Model with(NewItems more, int concurrency, Monitor monitor) {
        return with(model -> model.with(more, concurrency, monitor), cold == null ? null : cold.with(more));
    }

    @Override
    public Model withTexts(Matrix features) {
        return with(model -> model.withTexts(features), cold == null ? null : cold.withTexts(features));
    }

    @Override
    public Model withoutUser(int user, int self) {
        Blend without = with(model -> model.withoutUser(user, self), cold);
        return without.parts.equals(parts) && without.newcomers.equals(newcomers) ? this : without;
    }

    /** Of the parts for users with a history. */
    @Override
    public Optional<Model> withoutInteractionsOf(BitSet items) {
        List<Part> without = new ArrayList<>();
        for (Part part : parts) {
            Optional<Model> model = part.model().withoutInteractionsOf(items);
            if (model.isEmpty() || cold != null) {
                return Optional.empty();
            }
            without.add(new Part(model.get(), part.weight(), part.scale()));
        }
        return Optional.of(new Blend(without));
    }

    private Blend with(UnaryOperator<Model> change, ColdScores changed) {
        return new Blend(changed(parts, change), changed, changed(newcomers, change));
    }

    private static List<Part> changed(List<Part> parts, UnaryOperator<Model> change) {
        return parts.stream()
                .map(part -> new Part(change.apply(part.model()), part.weight(), part.scale()))
                .toList();
    }

    /** True when the item had no interaction at training, on which all parts agree. */
    @Override
    public boolean cold(int item) {
        return parts.get(0).model().cold(item);
    }

    /** For each part its architecture, weight, scale and own parameters; how cold items are scored; and the parts of new users. */
    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("parts", list(parts));
        if (cold != null) {
            map.put("coldItems", cold.weights().toMap());
        }
        if (!newcomers.isEmpty()) {
            map.put("newUsers", list(newcomers));
        }
        return map;
    }

    private static List<Map<String, Object>> list(List<Part> parts) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Part part : parts) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("architecture", part.model().architecture());
            map.put("weight", part.weight());
            map.put("scale", part.scale());
            map.put("parameters", part.model().parameters());
            list.add(map);
        }
        return list;
    }
}
