// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.classify.ClassTraining;
import org.graphrec.procedures.classify.ClassifyTrainConfig;
import org.graphrec.procedures.classify.NewestClasses;
import org.graphrec.procedures.model.CatalogModel;
import org.graphrec.procedures.model.NodeClassifier;
import org.graphrec.procedures.projection.ProjectedGraphs;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.procedures.projection.Recipe;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.training.classify.ClassifierFit;
import org.graphrec.training.compare.Succession;
import org.neo4j.graphdb.Transaction;

/**
 * A classifier that can be trained again.
 *
 * @param model the model
 * @param training the call that trained it
 * @param graphName the projection that it was trained on, or another that the caller names; null where none is known
 */
record RefreshedClassifier(NodeClassifier model, ClassifyTrainConfig training, String graphName)
        implements Refreshable {

    static RefreshedClassifier of(NodeClassifier model, String graphName) {
        Map<String, Object> options = new LinkedHashMap<>(model.configuration());
        options.put("modelName", model.name());
        return new RefreshedClassifier(
                model,
                ClassifyTrainConfig.read(options),
                graphName != null ? graphName : model.origin().graphName());
    }

    @Override
    public Recipe recipe(ProjectedGraphs graphs) {
        Map<String, Object> declared = model.origin().declaration();
        return declared.isEmpty() ? remembered(graphs) : Recipe.of(Declaration.read(declared));
    }

    @Override
    public String trainedOn() {
        return model.origin().graphName();
    }

    @Override
    public int concurrency() {
        return training.options().concurrency();
    }

    @Override
    public List<String> phases() {
        return ClassTraining.PHASES;
    }

    @Override
    public Renewal renewal(Projection projection, Transaction transaction, RunningCall call) {
        call.phase(ClassTraining.PHASES.get(0), 1);
        ClassTraining again = ClassTraining.read(projection, training, transaction, call);
        NewestClasses newest = NewestClasses.of(again, model, training.options().randomSeed());
        return new Renewal() {
            @Override
            public Succession compared(RefreshConfig options) {
                if (newest.nodes() == 0) {
                    return Succession.ofNobody(Succession.Measure.ACCURACY);
                }
                ClassifierFit fit = again.fit(newest.learnable());
                call.phase(RefreshProcedures.COMPARE, 1);
                return newest.compare(fit);
            }

            @Override
            public CatalogModel trained() {
                return again.model(again.fit(again.classOf()));
            }
        };
    }
}
