package org.graphrec.training.architecture.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.graph.Context;
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

    /** Channels of a relation that may be added: one for each exponent of degrees, and the direct one. */
    private static final int KEPT_PER_RELATION = 5;

    private static final double[] DEGREE_EXPONENTS = {0, 0.25, 0.5, 0.75};

    private static final double[] RARITY_EXPONENTS = {0.5, 1};

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
        return channels.get(0).with(channels.subList(1, channels.size()));
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

    private static List<Candidate> channels(Relation relation, int index, Task task, Trials trials) {
        List<Candidate> channels = new ArrayList<>();
        if (relation.ends() == Relation.Ends.USER_ITEM) {
            Channel.Source direct = source(relation, index, Channel.Path.DIRECT, 0, 0);
            channels.addAll(candidates(List.of(direct), relation, task, trials));
        }
        List<Candidate> best = new ArrayList<>();
        for (double rarity : RARITY_EXPONENTS) {
            List<Channel.Source> sources = Arrays.stream(DEGREE_EXPONENTS)
                    .mapToObj(degree -> source(relation, index, Channel.Path.SHARED, degree, rarity))
                    .toList();
            List<Candidate> ofRarity = candidates(sources, relation, task, trials);
            if (ofRarity.isEmpty()) {
                break;
            }
            for (int d = 0; d < sources.size(); d++) {
                if (best.size() <= d) {
                    best.add(ofRarity.get(d));
                } else {
                    best.set(d, best(List.of(best.get(d), ofRarity.get(d))));
                }
            }
        }
        channels.addAll(best);
        return channels.isEmpty() || Double.isNaN(relation.weight()) ? channels : List.of(best(channels));
    }

    private static Candidate best(List<Candidate> channels) {
        return Collections.max(
                channels,
                Comparator.comparingDouble(candidate -> candidate.measured().ndcg()));
    }

    /** A candidate for each source, all of one path and rarity; none if the relation leads to no item. */
    private static List<Candidate> candidates(
            List<Channel.Source> sources, Relation relation, Task task, Trials trials) {
        List<Channel> channels = Channel.fit(sources, trials.training(), task);
        if (channels.get(0).edges().edges() == 0) {
            return List.of();
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Channel channel : channels) {
            Channel.Source source = channel.source();
            candidates.add(new Candidate(
                    channel,
                    trials.run(() -> channel).mean(),
                    all -> Channel.fit(source, all, task),
                    relation.weight()));
        }
        return candidates;
    }

    private static Channel.Source source(
            Relation relation, int index, Channel.Path path, double degree, double rarity) {
        return new Channel.Source(relation.name(), relation.ends(), index, path, degree, rarity);
    }

    @Override
    public int mostVariants(FitSize size) {
        return KEPT_PER_RELATION * size.context().relations().size();
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
