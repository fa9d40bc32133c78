package org.graphrec.training.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/**
 * What was popular in the last seven days before the training ended; where times are no dates, in the last twentieth of the
 * interactions. The same for everybody, and a strong row wherever tastes follow the season. It is compared, and not served.
 */
final class RecentPopularity implements Architecture {

    static final String NAME = "recentPopularity";

    private static final double DAYS = 7;

    private static final double SECONDS_A_DAY = 86_400;

    private static final double MILLIS_A_DAY = 1000 * SECONDS_A_DAY;

    private static final int LAST_OF = 20;

    /** Counts of the interactions of the last days, or the last twentieth of those whose time is known, ties included. */
    static Popularity of(Interactions interactions) {
        int[] counts = new int[interactions.items()];
        double from = from(interactions);
        int[] itemOf = interactions.byUser().targets();
        for (int edge = 0; edge < itemOf.length; edge++) {
            if (interactions.time(edge) >= from) {
                counts[itemOf[edge]]++;
            }
        }
        return new Popularity(counts);
    }

    private static double from(Interactions interactions) {
        double[] times = new double[interactions.size()];
        int known = 0;
        for (int edge = 0; edge < times.length; edge++) {
            double time = interactions.time(edge);
            if (!Double.isNaN(time)) {
                times[known++] = time;
            }
        }
        if (known == 0) {
            return Double.NaN;
        }
        Arrays.sort(times, 0, known);
        double day = day(times[0], times[known - 1]);
        return Double.isNaN(day) ? times[known - 1 - (known - 1) / LAST_OF] : times[known - 1] - DAYS * day;
    }

    /**
     * The length of a day where all times can be dates: seconds since 1970 from 1973 on, as {@code rec.time} gives them, or
     * milliseconds. NaN for other numbers, such as places in a sequence.
     */
    private static double day(double first, double last) {
        if (first >= 1e8 && last < 1e10) {
            return SECONDS_A_DAY;
        }
        return first >= 1e11 && last < 1e13 ? MILLIS_A_DAY : Double.NaN;
    }

    @Override
    public String cypherName() {
        return NAME;
    }

    /** It is the same for everybody. */
    @Override
    public boolean sumsContext() {
        return true;
    }

    @Override
    public Optional<String> refusal(Task task) {
        return task.interactions().timed()
                ? Optional.empty()
                : Optional.of(
                        "The architecture `" + NAME + "` needs to know when interactions happened. Name their time"
                                + " with `relationshipTimeProperty`, and use another split than `random`.");
    }

    @Override
    public double expectedSeconds(Task task) {
        return 0;
    }

    @Override
    public Candidate tune(Task task, Trials trials) {
        return Candidate.untuned(Popularity.of(trials.training()), RecentPopularity::of);
    }

    @Override
    public List<String> tuningPhases(Inputs inputs) {
        return List.of();
    }

    @Override
    public List<String> fittingPhases(Inputs inputs) {
        return List.of();
    }

    @Override
    public long peakBytes(FitSize size) {
        return size.common();
    }

    @Override
    public ModelFormat<?> format() {
        return Architectures.of("popularity").format();
    }

    @Override
    public Optional<ComparisonEntry> comparison() {
        return Optional.of(ComparisonEntry.of(Family.NOT_PERSONALISED));
    }
}
