package org.graphrec.training.fit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Mf;

/**
 * What a matrix factorisation is fitted with.
 *
 * @param factors size of a factor
 * @param iterations sweeps over users and items
 * @param regularization how strongly the factors are held back
 * @param weighting of histories; its decay counts at recommending, not at fitting
 */
record MfParameters(int factors, int iterations, Mf.Regularization regularization, HistoryWeighting weighting) {

    /** The middle of what Rendle et al. 2022 chose on their data. */
    static final MfParameters START = new MfParameters(32, 6, new Mf.Regularization(0.03, 0.01), HistoryWeighting.NONE);

    MfParameters withFactors(int factors, int iterations) {
        return new MfParameters(factors, iterations, regularization, weighting);
    }

    MfParameters withUnobserved(double factor) {
        double unobserved = regularization.unobserved() * factor;
        return withRegularization(new Mf.Regularization(unobserved, regularization.regularization()));
    }

    MfParameters withRidge(double factor) {
        double ridge = regularization.regularization() * factor;
        return withRegularization(new Mf.Regularization(regularization.unobserved(), ridge));
    }

    MfParameters withWeighting(HistoryWeighting weighting) {
        return new MfParameters(factors, iterations, regularization, weighting);
    }

    private MfParameters withRegularization(Mf.Regularization regularization) {
        return new MfParameters(factors, iterations, regularization, weighting);
    }

    /** As {@link Mf#parameters} shows them. */
    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("factors", (long) factors);
        map.put("iterations", (long) iterations);
        map.put("unobserved", regularization.unobserved());
        map.put("regularization", regularization.regularization());
        map.put("recencyDecay", weighting.decay());
        map.put("weighted", weighting.weighted());
        return map;
    }
}
