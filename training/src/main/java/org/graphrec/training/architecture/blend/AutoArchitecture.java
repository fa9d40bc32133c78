// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Formats;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.architecture.Settings;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Together;
import org.graphrec.training.rating.BayesianRatings;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Ascent;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/**
 * Fits others and keeps what ranks the holdout best: one of them, or a {@link Blend} of several. It tries those for which there is
 * time and memory, and whatever it is told to try besides.
 */
public final class AutoArchitecture implements Architecture {
    private final String name;
    private final List<Architecture> main;
    private final List<Architecture> others;
    private final List<Architecture> named;

    private AutoArchitecture(
            String name, List<Architecture> main, List<Architecture> others, List<Architecture> named) {
        this.name = name;
        this.main = List.copyOf(main);
        this.others = List.copyOf(others);
        this.named = List.copyOf(named);
    }

    /** By its usual name. */
    public static AutoArchitecture auto(List<Architecture> others) {
        return new AutoArchitecture("auto", List.of(), others, List.of());
    }

    /** By the name of its sums: asking for a blend is asking for whatever is best, which is a blend where that helps. */
    public static AutoArchitecture blend(List<Architecture> others) {
        return new AutoArchitecture(Blend.NAME, List.of(), others, List.of());
    }

    /** An architecture, to which channels of a context are added where they help. */
    public static AutoArchitecture ofContext(Architecture main, Architecture context) {
        return new AutoArchitecture(
                main.cypherName(), List.of(main), main == context ? List.of() : List.of(context), List.of());
    }

    /** The same that also tries {@code architectures}, whatever time they take. */
    public AutoArchitecture trying(List<Architecture> architectures) {
        return new AutoArchitecture(name, main, others, architectures);
    }

    @Override
    public String cypherName() {
        return name;
    }

    @Override
    public Architecture configured(Settings settings) {
        if (!name.equals("auto")) {
            return this;
        }
        List<Architecture> optional =
                others.stream().filter(Architecture::needsJar).toList();
        List<String> chosen = settings.choices(
                "deepHeads", optional.stream().map(Architecture::cypherName).toList());
        return trying(optional.stream()
                .filter(architecture -> chosen.contains(architecture.cypherName()))
                .toList());
    }

    @Override
    public boolean sumsContext() {
        return true;
    }

    @Override
    public Optional<String> refusal(Task task) {
        return Stream.concat(main.stream(), named.stream())
                .flatMap(architecture -> architecture.refusal(task).stream())
                .findFirst();
    }

    @Override
    public double expectedSeconds(Task task) {
        return tried(task).stream()
                .mapToDouble(architecture -> architecture.expectedSeconds(task))
                .sum();
    }

    /** What there is time and memory for, and what is named. */
    private List<Architecture> tried(Task task) {
        Inputs inputs = Inputs.of(task);
        List<Architecture> affordable = affordable(FitSize.of(task));
        double seconds = 0;
        List<Architecture> tried = new ArrayList<>(main);
        for (Architecture architecture : others) {
            if (architecture.automatic(inputs)
                    && affordable.contains(architecture)
                    && architecture.refusal(task).isEmpty()) {
                double more = architecture.expectedSeconds(task);
                if (tried.isEmpty() || seconds + more <= task.options().timeBudgetSeconds()) {
                    tried.add(architecture);
                    seconds += more;
                }
            }
        }
        tried.addAll(named);
        return tried;
    }

    @Override
    public Candidate tune(Task task, Trials trials) {
        List<Architecture> tried = tried(task);
        List<Architecture> mains = tried.stream()
                .filter(architecture -> !architecture.joinsOthers())
                .toList();
        List<Candidate> candidates = new ArrayList<>();
        boolean asItIs = trials.pointless() || (mains.size() < 2 && !main.isEmpty());
        for (Architecture architecture : mains) {
            candidates.add(asItIs ? architecture.tune(task, trials) : architecture.tuneForSum(task, trials));
        }
        List<Candidate> channels = new ArrayList<>();
        for (Architecture architecture : tried) {
            if (architecture.joinsOthers()) {
                Candidate channel = architecture.tune(task, trials);
                channels.add(channel);
                channels.addAll(channel.runnersUp());
            }
        }
        if (mains.isEmpty()) {
            candidates.add(channels.remove(0));
        }
        Candidate best = best(candidates, trials);
        return joined(asItIs ? best : blended(best, mains, candidates, task, trials), channels, task, trials);
    }

    /** Adds the channels that improve the ranking of all users of the trials, and those whose weights are given. */
    private static Candidate joined(Candidate base, List<Candidate> channels, Task task, Trials trials) {
        Candidate sum = channels.isEmpty()
                ? null
                : BlendSearch.join(base, channels, trials, task.options().concurrency(), task.monitor());
        if (sum == null) {
            return base;
        }
        UserMetrics measured = trials.run(sum::model);
        boolean asked = channels.stream().anyMatch(Candidate::weighted);
        return asked
                        || measured.mean().ndcg()
                                >= trials.measure(base.model()).mean().ndcg()
                ? new Candidate(sum.model(), measured.mean(), sum.refit())
                : base;
    }

    /** The best of the candidates, which come in the order in which they are preferred while there is doubt. */
    private static Candidate best(List<Candidate> candidates, Trials trials) {
        Candidate best = candidates.get(0);
        if (candidates.size() < 2 || trials.pointless()) {
            return best;
        }
        UserMetrics metrics = trials.measure(best.model());
        for (Candidate candidate : candidates.subList(1, candidates.size())) {
            UserMetrics others = trials.measure(candidate.model());
            if (others.standardErrorsAbove(metrics) > Ascent.SIGNIFICANT) {
                best = candidate;
                metrics = others;
            }
        }
        return best;
    }

    /** A {@link CrossedBlend} of the candidates, when all users together are better served by that; else the best. */
    private static Candidate blended(
            Candidate best, List<Architecture> tried, List<Candidate> candidates, Task task, Trials trials) {
        // what is the same for everybody owes nothing to a history, so that the reasons for a score would not add up to
        // it
        List<Candidate> parts = candidates.stream()
                .filter(candidate -> candidate.model().personal())
                .collect(Collectors.toCollection(ArrayList::new));
        for (int i = 0; i < tried.size(); i++) {
            parts.addAll(tried.get(i).variants(candidates.get(i), task, trials));
            parts.addAll(candidates.get(i).runnersUp());
        }
        Candidate blend = CrossedBlend.of(parts, best, trials, task.options().concurrency(), task.monitor());
        if (blend == null) {
            return best;
        }
        UserMetrics measured = trials.run(blend::model);
        return measured.standardErrorsAbove(trials.measure(best.model())) > 0
                ? new Candidate(blend.model(), measured.mean(), blend.refit())
                : best;
    }

    /**
     * With cold items scored by their texts and attributes, and with users without a history served by what else is known of them,
     * where there is such and that serves these better.
     */
    @Override
    public Candidate completed(Candidate tuned, Task task, Trials trials) {
        ColdTrials.Choice choice = ColdTrials.choose(tuned, task, trials);
        Function<Interactions, List<Blend.Part>> newcomers =
                trials.pointless() ? null : NewcomerTrials.choose(this::newcomers, task);
        if (choice == null && newcomers == null) {
            return tuned;
        }
        return new Candidate(null, tuned.measured(), all -> {
            Model model = tuned.refit().apply(all);
            List<Blend.Part> parts =
                    model instanceof Blend blend ? blend.parts() : List.of(new Blend.Part(model, 1, 1));
            BitSet cold = new BitSet(model.items());
            for (int item = 0; item < model.items(); item++) {
                cold.set(item, model.cold(item));
            }
            return new Blend(
                    parts,
                    choice == null ? null : choice.fit(cold),
                    newcomers == null ? List.of() : newcomers.apply(all));
        });
    }

    private List<Candidate> newcomers(Task task, Trials trials) {
        return tried(task).stream()
                .flatMap(architecture -> architecture.forNewcomers(task, trials).stream())
                .toList();
    }

    @Override
    public List<String> tuningPhases(Inputs inputs) {
        List<String> phases = new ArrayList<>();
        tried(inputs).forEach(architecture -> phases.addAll(architecture.tuningPhases(inputs)));
        phases.add(BlendSearch.PHASE);
        if (inputs.texts() || inputs.context()) {
            phases.addAll(fittingPhases(inputs));
            phases.add(ColdTrials.PHASE);
        }
        if (inputs.context()) {
            phases.add(NewcomerTrials.PHASE);
        }
        return phases;
    }

    @Override
    public List<String> fittingPhases(Inputs inputs) {
        return tried(inputs)
                .flatMap(architecture -> architecture.fittingPhases(inputs).stream())
                .toList();
    }

    private Stream<Architecture> tried(Inputs inputs) {
        return Stream.of(
                        main.stream(),
                        others.stream()
                                .filter(architecture -> architecture.automatic(inputs))
                                .filter(architecture -> inputs.texts() || !architecture.readsTexts()),
                        named.stream())
                .flatMap(all -> all);
    }

    @Override
    public long peakBytes(FitSize size) {
        return usualBytes(size)
                + affordable(size).stream()
                        .filter(architecture -> !architecture.needsJar())
                        .mapToLong(architecture -> architecture.additionalBytes(size))
                        .sum();
    }

    /** Those that fit into the budget of memory together, beside what it takes anyway. */
    private List<Architecture> affordable(FitSize size) {
        long bytes = usualBytes(size);
        List<Architecture> affordable = new ArrayList<>();
        for (Architecture architecture : others) {
            long more = architecture.needsJar() ? 0 : architecture.additionalBytes(size);
            if (more == 0 || bytes + more <= size.options().memoryBudgetBytes()) {
                affordable.add(architecture);
                bytes += more;
            }
        }
        return affordable;
    }

    private long usualBytes(FitSize size) {
        long asked = Stream.concat(main.stream(), named.stream())
                .mapToLong(architecture -> architecture.additionalBytes(size))
                .sum();
        return size.all() + blendBytes(size) + size.attributes() + size.newcomers() + asked;
    }

    /** RankedItems: for each user the score of each part for what any part ranks high. */
    private long blendBytes(FitSize size) {
        long parts = tried(new Inputs(true, true, !size.context().isEmpty()))
                .mapToLong(architecture -> 1 + architecture.mostVariants(size))
                .sum();
        return Math.min(size.users(), BlendSearch.USERS) * RankedItems.bytesPerUser(parts)
                + size.options().concurrency() * Together.bytes(size.items(), parts);
    }

    @Override
    public long nativeBytes(int items, int featureDimension) {
        return Stream.concat(main.stream(), named.stream())
                .mapToLong(architecture -> architecture.nativeBytes(items, featureDimension))
                .max()
                .orElse(0);
    }

    @Override
    public ModelFormat<Blend> format() {
        return new BlendFormat(new Formats(others));
    }

    /** Whatever is best on a holdout; for ratings as {@code textgcn}. */
    @Override
    public Optional<ComparisonEntry> comparison() {
        return !name.equals("auto")
                ? Optional.empty()
                : Optional.of(ComparisonEntry.of(Family.AUTOMATIC).withRatings(BayesianRatings.WITH_TEXTS));
    }
}
