// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.mf;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.model.HistoryWeighting;

/**
 * What a matrix factorisation is fitted with.
 *
 * @param factors size of a factor
 * @param iterations sweeps over users and items
 * @param regularization how strongly the factors are held back
 * @param weighting of histories; its decay counts at recommending, not at fitting
 */
record MfSettings(int factors, int iterations, Mf.Regularization regularization, HistoryWeighting weighting) {

    /** The middle of what Rendle et al. 2022 chose on their data. */
    static final MfSettings START = new MfSettings(32, 6, new Mf.Regularization(0.03, 0.01), HistoryWeighting.NONE);

    MfSettings withFactors(int factors, int iterations) {
        return new MfSettings(factors, iterations, regularization, weighting);
    }

    MfSettings withUnobserved(double factor) {
        double unobserved = regularization.unobserved() * factor;
        return withRegularization(new Mf.Regularization(unobserved, regularization.regularization()));
    }

    MfSettings withRidge(double factor) {
        double ridge = regularization.regularization() * factor;
        return withRegularization(new Mf.Regularization(regularization.unobserved(), ridge));
    }

    MfSettings withWeighting(HistoryWeighting weighting) {
        return new MfSettings(factors, iterations, regularization, weighting);
    }

    private MfSettings withRegularization(Mf.Regularization regularization) {
        return new MfSettings(factors, iterations, regularization, weighting);
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
        if (weighting.weighted()) {
            map.put("strength", weighting.strength());
        }
        return map;
    }
}
