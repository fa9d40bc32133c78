// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/**
 * Channels of a context: other behaviours, attributes, friends. They are added to other models, where another setting may be best
 * than the one that ranks best alone.
 */
public final class ContextArchitecture implements Architecture {

    static final String NAME = "context";

    private static final String PHASE = "Context";

    /** Settings of a relation that may be added. */
    private static final int KEPT = 2;

    /** Users by whom the settings of a relation are told apart; its weight is measured by all. */
    private static final int JUDGES = 300;

    private static final double[] DEGREE_EXPONENTS = {0, 0.25, 0.5, 0.75};

    private static final double[] RARITY_EXPONENTS = {0.5, 1};

    /** Where no holdout tells. */
    private static final double USUAL_DEGREE_EXPONENT = 0.5;

    @Override
    public String cypherName() {
        return NAME;
    }

    @Override
    public boolean joinsOthers() {
        return true;
    }

    @Override
    public Optional<String> refusal(Task task) {
        return task.interactions().context().isEmpty()
                ? Optional.of(
                        "The architecture `context` learns from relationships beside the interactions, but the graph"
                                + " has none. Project other behaviours, attributes or friends too.")
                : Optional.empty();
    }

    @Override
    public double expectedSeconds(Task task) {
        Context context = task.interactions().context();
        double trials = context.relations().size() * (double) DEGREE_EXPONENTS.length * RARITY_EXPONENTS.length;
        double products = context.relations().stream()
                .mapToDouble(relation ->
                        ChannelEdges.of(relation, task.interactions(), 1).products())
                .sum();
        return (products * RARITY_EXPONENTS.length + trials * task.usersMeasured() * task.items()) / 5e8;
    }

    /** The best channel alone; the others are its runners-up. */
    @Override
    public Candidate tune(Task task, Trials trials) {
        List<Candidate> channels = channels(task, trials);
        if (channels.isEmpty()) {
            return empty(task, trials);
        }
        channels.sort(
                Comparator.comparingDouble(candidate -> -candidate.measured().ndcg()));
        Candidate best = channels.get(0);
        return new Candidate(
                best.model(),
                trials.run(best::model).mean(),
                best.refit(),
                best.weight(),
                channels.subList(1, channels.size()));
    }

    /** No relation leads anywhere: the first as it is. */
    private static Candidate empty(Task task, Trials trials) {
        Relation relation = task.interactions().context().relations().get(0);
        Channel.Source source = source(relation, 0, Channel.Path.SHARED, 0, 1);
        return Candidate.untuned(Channel.fit(source, trials.training(), task), all -> Channel.fit(source, all, task));
    }

    /** The channels that lead from what users have beside a history, fitted to the training part of {@code trials}. */
    @Override
    public List<Candidate> forNewcomers(Task task, Trials trials) {
        return channels(task, trials, true);
    }

    private static List<Candidate> channels(Task task, Trials trials) {
        return channels(task, trials, false);
    }

    private static List<Candidate> channels(Task task, Trials trials, boolean ofUsersAlone) {
        List<Candidate> channels = new ArrayList<>();
        List<Relation> relations = task.interactions().context().relations();
        task.monitor().phase(PHASE, relations.size());
        for (int index = 0; index < relations.size(); index++) {
            Relation relation = relations.get(index);
            if (relation.ends().fromUsers() || !ofUsersAlone) {
                channels.addAll(channels(relation, index, task, trials));
            }
            task.monitor().advance(1);
        }
        return channels;
    }

    /** The direct channel of a behaviour, and the settings that do best for some users, with one exponent of rarity. */
    private static List<Candidate> channels(Relation relation, int index, Task task, Trials trials) {
        if (Double.isNaN(relation.weight()) && saysNothing(relation, task, trials)) {
            return List.of();
        }
        List<Candidate> channels = new ArrayList<>();
        Trials judges = judges(relation, index, trials);
        if (relation.ends() == Relation.Ends.USER_ITEM) {
            Channel direct = Channel.fit(source(relation, index, Channel.Path.DIRECT, 0, 0), trials.training(), task);
            channels.add(candidate(direct, judges.run(() -> direct).mean(), relation, task));
        }
        ChannelEdges edges = ChannelEdges.of(relation, trials.training(), task.edgesPerItem());
        Map<Channel.Source, RankingReport> judged = judged(relation, index, edges, judges, task);
        if (!judged.isEmpty()) {
            List<Channel.Source> best = judged.keySet().stream()
                    .sorted(Comparator.comparingDouble(
                            source -> -judged.get(source).ndcg()))
                    .toList();
            List<Channel.Source> kept = best.stream()
                    .filter(source -> source.rarityExponent() == best.get(0).rarityExponent())
                    .limit(Double.isNaN(relation.weight()) ? KEPT : 1)
                    .toList();
            for (Channel channel : Channel.fit(kept, edges, trials.training(), null, task)) {
                if (channel.edges().edges() > 0) {
                    channels.add(candidate(channel, judged.get(channel.source()), relation, task));
                }
            }
        }
        return channels.isEmpty() || Double.isNaN(relation.weight()) ? channels : List.of(best(channels));
    }

    private static boolean saysNothing(Relation relation, Task task, Trials trials) {
        return relation.ends() == Relation.Ends.ITEM_NODE
                && !trials.goesWithHistories(relation, task.options().randomSeed());
    }

    /** What each setting measures, in the order in which they are preferred; none if the relation leads to no item. */
    private static Map<Channel.Source, RankingReport> judged(
            Relation relation, int index, ChannelEdges edges, Trials judges, Task task) {
        Map<Channel.Source, RankingReport> judged = new LinkedHashMap<>();
        if (judges.pointless()) {
            judged.put(
                    source(relation, index, Channel.Path.SHARED, USUAL_DEGREE_EXPONENT, RARITY_EXPONENTS[0]),
                    RankingReport.NONE);
            return judged;
        }
        judged.putAll(
                judged(sources(relation, index, RARITY_EXPONENTS[0], DEGREE_EXPONENTS), relation, edges, judges, task));
        for (double rarity : Arrays.copyOfRange(RARITY_EXPONENTS, 1, RARITY_EXPONENTS.length)) {
            if (judged.isEmpty()) {
                break;
            }
            Channel.Source best = best(judged);
            judged.putAll(
                    judged(sources(relation, index, rarity, best.degreeExponent()), relation, edges, judges, task));
            if (best(judged).rarityExponent() == rarity) {
                double[] others = Arrays.stream(DEGREE_EXPONENTS)
                        .filter(degree -> degree != best.degreeExponent())
                        .toArray();
                judged.putAll(judged(sources(relation, index, rarity, others), relation, edges, judges, task));
            }
        }
        return judged;
    }

    private static List<Channel.Source> sources(Relation relation, int index, double rarity, double... degrees) {
        return Arrays.stream(degrees)
                .mapToObj(degree -> source(relation, index, Channel.Path.SHARED, degree, rarity))
                .toList();
    }

    private static Channel.Source best(Map<Channel.Source, RankingReport> judged) {
        return Collections.max(
                judged.keySet(),
                Comparator.comparingDouble(source -> judged.get(source).ndcg()));
    }

    /** What settings of one exponent of rarity measure. */
    private static Map<Channel.Source, RankingReport> judged(
            List<Channel.Source> sources, Relation relation, ChannelEdges edges, Trials judges, Task task) {
        Map<Channel.Source, RankingReport> judged = new LinkedHashMap<>();
        BitSet wanted = rows(relation, sources.get(0).index(), judges);
        for (Channel channel : Channel.fit(sources, edges, judges.training(), wanted, task)) {
            if (channel.edges().edges() > 0) {
                judged.put(channel.source(), judges.run(() -> channel).mean());
            }
        }
        return judged;
    }

    /** Some of the users of the trials; all of them where the relation leads from none of those anywhere. */
    private static Trials judges(Relation relation, int index, Trials trials) {
        Trials some = trials.atMost(JUDGES);
        return rows(relation, index, some).isEmpty() ? trials : some;
    }

    /** The rows of the channels of a relation that the scores of some users come from. */
    private static BitSet rows(Relation relation, int index, Trials trials) {
        BitSet rows = new BitSet();
        for (int user : trials.users()) {
            History history = trials.training().history(user);
            int[] nodes = relation.ends().fromUsers() ? history.context(index) : history.items();
            for (int node : nodes) {
                rows.set(node);
            }
        }
        return rows;
    }

    private static Candidate best(List<Candidate> channels) {
        return Collections.max(
                channels,
                Comparator.comparingDouble(candidate -> candidate.measured().ndcg()));
    }

    private static Candidate candidate(Channel channel, RankingReport measured, Relation relation, Task task) {
        return new Candidate(channel, measured, all -> channel.refitted(all, task), relation.weight());
    }

    private static Channel.Source source(
            Relation relation, int index, Channel.Path path, double degree, double rarity) {
        return new Channel.Source(relation.name(), relation.ends(), index, path, degree, rarity);
    }

    @Override
    public int mostVariants(FitSize size) {
        return (1 + KEPT) * size.context().relations().size();
    }

    @Override
    public boolean automatic(Inputs inputs) {
        return inputs.context();
    }

    @Override
    public List<String> tuningPhases(Inputs inputs) {
        return inputs.context() ? List.of(PHASE) : List.of();
    }

    @Override
    public List<String> fittingPhases(Inputs inputs) {
        return List.of();
    }

    @Override
    public long peakBytes(FitSize size) {
        return size.common() + size.channels();
    }

    @Override
    public long additionalBytes(FitSize size) {
        return size.channels();
    }

    @Override
    public ModelFormat<Channel> format() {
        return new ChannelFormat();
    }

    @Override
    public Optional<ComparisonEntry> comparison() {
        return Optional.of(ComparisonEntry.of(Family.GRAPH_FILTER).onlyWhenNamed());
    }
}
