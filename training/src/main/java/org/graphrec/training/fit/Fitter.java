package org.graphrec.training.fit;

import java.util.Optional;
import org.graphrec.training.model.Architecture;

/** Tunes and fits one architecture. Without state: what it needs comes with the task. */
interface Fitter {

    /** What it fits. */
    Architecture architecture();

    /** Why this architecture cannot be fitted to this task, as an error would say it; empty when it can. */
    default Optional<String> refusal(Task task) {
        return Optional.empty();
    }

    /** Whether AUTO tries it where there is time. */
    default boolean automatic(Task task) {
        return true;
    }

    /**
     * About how long {@link #tune} and the refit take on two cores, in seconds; by this AUTO decides whether to try it. It follows
     * from the sizes alone, so that AUTO tries the same on any machine.
     */
    double expectedSeconds(Task task);

    /** Chooses the parameters on the holdout. With a pointless holdout it takes the defaults, and measures zeros. */
    Contender tune(Task task, Trials trials);
}
