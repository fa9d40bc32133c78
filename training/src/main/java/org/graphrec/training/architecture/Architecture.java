// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture;

import java.util.List;
import java.util.Optional;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/**
 * A kind of model: how it is fitted, what that takes, how the model is stored, and how it appears in a comparison. An architecture
 * is a folder with one class that implements this, and one line in the registry. Immutable.
 */
public interface Architecture {

    /** The name used in Cypher, for example {@code itemGraph}. */
    String cypherName();

    /** True when it cannot be fitted without the texts of items. */
    default boolean readsTexts() {
        return false;
    }

    /** True when it also learns the classes of items, as it is configured. */
    default boolean learnsClasses() {
        return false;
    }

    /** True when channels of a context are not to be added to it: it adds them itself, or is the same for everybody. */
    default boolean sumsContext() {
        return false;
    }

    /** True when its models are added to those of other architectures, and serve alone only if there is none. */
    default boolean joinsOthers() {
        return false;
    }

    /** True when an optional jar trains it. */
    default boolean needsJar() {
        return false;
    }

    /** This architecture with the settings that it reads from a training call; most read none. */
    default Architecture configured(Settings settings) {
        return this;
    }

    /** Why it cannot be fitted to this task, as an error would say it; empty when it can. */
    default Optional<String> refusal(Task task) {
        return Optional.empty();
    }

    /** Whether {@code auto} tries it unasked, where there is time and memory. */
    default boolean automatic(Inputs inputs) {
        return true;
    }

    /**
     * About how long {@link #tune} and the refit take on two cores, in seconds; by this {@code auto} decides whether to try it. It
     * follows from the sizes alone, so that {@code auto} tries the same on any machine.
     */
    double expectedSeconds(Task task);

    /** Chooses the parameters on the holdout. With an empty holdout it takes the defaults, and measures zeros. */
    Candidate tune(Task task, Trials trials);

    /** The same with runners-up, where the candidate may become a part of a sum. */
    default Candidate tuneForSum(Task task, Trials trials) {
        return tune(task, trials);
    }

    /** Settles what depends on the tuned candidate as a whole, once nothing else needs its model. */
    default Candidate completed(Candidate tuned, Task task, Trials trials) {
        return tuned;
    }

    /** Variants of a tuned candidate that only count in a sum with other scores, at most {@link #mostVariants}. */
    default List<Candidate> variants(Candidate tuned, Task task, Trials trials) {
        return List.of();
    }

    /**
     * Models for users without a history of whom something else is known, fitted to the training part of {@code trials}, which
     * has no interactions of the users measured. Most architectures have none.
     */
    default List<Candidate> forNewcomers(Task task, Trials trials) {
        return List.of();
    }

    /** The largest number of {@link #variants} and of a candidate's runners-up. */
    default int mostVariants(FitSize size) {
        return 0;
    }

    /** The phases that {@link #tune} may go through, in order. */
    List<String> tuningPhases(Inputs inputs);

    /** The phases that the refit may go through, in order. */
    List<String> fittingPhases(Inputs inputs);

    /** An upper bound on the heap that tuning and the refit hold at once, in bytes. */
    long peakBytes(FitSize size);

    /** The heap that {@code auto} needs to try this as well, beyond what it needs anyway, in bytes. */
    default long additionalBytes(FitSize size) {
        return 0;
    }

    /** An upper bound on the memory outside the heap, in bytes. */
    default long nativeBytes(int items, int featureDimension) {
        return 0;
    }

    /** How its models are stored. */
    ModelFormat<?> format();

    /** How it takes part in a comparison; empty when it does not. */
    Optional<ComparisonEntry> comparison();
}
