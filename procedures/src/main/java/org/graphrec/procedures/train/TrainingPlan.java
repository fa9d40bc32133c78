// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.declare.DeclaredQueries;
import org.graphrec.procedures.live.Spaces;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.DeclaredContext;
import org.graphrec.procedures.reading.DeclaredInteraction;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.graph.Aggregate;
import org.graphrec.training.handover.JobOptions;

/**
 * How a job reads what a model is trained on, where no projection is made.
 *
 * @param types the interactions that are learned from
 */
record TrainingPlan(Declaration declaration, TrainConfig config, List<String> types) {

    /**
     * The plan of a declaration.
     *
     * @throws IllegalArgumentException naming what is wrong, or what a job does not do
     */
    static TrainingPlan of(Map<String, Object> map, TrainConfig config) {
        JobOptions.check(config.configuration());
        Declaration declaration = Declaration.read(map);
        List<String> names = declaration.interactions().stream()
                .map(DeclaredInteraction::name)
                .toList();
        List<String> asked = config.selection().relationshipTypes();
        boolean all = asked.isEmpty() || asked.contains("*");
        for (String type : all ? List.<String>of() : asked) {
            if (!names.contains(type)) {
                throw new IllegalArgumentException(
                        "The value of `relationshipTypes` must be names of `interactions` of the declaration but has `"
                                + type + "`." + Suggestions.didYouMeanOneOf(type, names));
            }
        }
        List<String> types = all
                ? names.stream().filter(declaration::recommendedFor).toList()
                : names.stream().filter(asked::contains).toList();
        TrainingPlan plan = new TrainingPlan(declaration, config, types);
        plan.requireKnownContext();
        return plan;
    }

    private void requireKnownContext() {
        List<String> relations = relations();
        List<String> all = new ArrayList<>(relations);
        declaration.contextProperties().forEach(property -> all.add(property.name()));
        config.context().requireKnown(all);
        List<String> refused = new ArrayList<>(
                JobOptions.learnsContext(config.architecture().cypherName())
                        ? all.subList(relations.size(), all.size())
                        : all);
        refused.removeIf(name -> config.context().of(name) == 0);
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException("A job does not learn from `" + refused.get(0) + "` with `"
                    + config.architecture().cypherName()
                    + "`. Give it the weight 0 in `contextWeights`, or train in the"
                    + " server by `rec.train`.");
        }
    }

    /** What is learned from beside the interactions, by name; in the order of a projection's types. */
    private List<String> relations() {
        List<String> relations = new ArrayList<>();
        declaration.interactions().forEach(one -> relations.add(one.name()));
        relations.removeAll(types);
        declaration.context().forEach(one -> relations.add(one.name()));
        Collections.sort(relations);
        return relations;
    }

    PlanRow row(String database, String owner) {
        DeclaredQueries queries = new DeclaredQueries(declaration);
        List<Map<String, Object>> interactions = new ArrayList<>();
        for (String type : types) {
            interactions.add(query(
                    type, queries.interactions(declaration.interaction(type).reading())));
        }
        List<Map<String, Object>> context = new ArrayList<>();
        for (String name : relations()) {
            double weight = config.context().of(name);
            if (weight != 0) {
                DeclaredContext declared = declaration.context(name);
                DeclaredInteraction behaviour = declaration.interaction(name);
                Map<String, Object> query = query(
                        name, declared == null ? queries.relation(behaviour.reading()) : queries.relation(declared));
                query.put("ofUsers", declared == null || declared.pattern().ofUsers());
                query.put("weighted", (declared == null ? behaviour.fastest() : declared.fastest()).weighted());
                query.put("weight", Double.isNaN(weight) ? null : weight);
                context.add(query);
            }
        }
        List<Map<String, Object>> vectors = new ArrayList<>();
        for (String property : config.selection().features().properties()) {
            vectors.add(query(property, queries.vectors(property, Spaces.passportProperty(property))));
        }
        return new PlanRow(
                database,
                owner,
                declaration.map(),
                config.configuration(),
                rule(),
                queries.users(),
                queries.items(),
                interactions,
                context,
                vectors);
    }

    private Map<String, Object> rule() {
        GraphReading reading = declaration.reading(types, declaration.weighted(), false);
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put(
                "aggregates",
                reading.rule().aggregates().stream().map(Aggregate::cypherName).toList());
        rule.put("weighted", reading.rule().weighted());
        rule.put("timed", declaration.timed());
        rule.put("saysLikes", declaration.saysLikes());
        rule.put("amounts", reading.amounts());
        rule.put("likeThreshold", config.histories().likeThreshold());
        rule.put("featureWeights", config.selection().features().weights());
        return rule;
    }

    private static Map<String, Object> query(String name, String text) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("name", name);
        query.put("query", text);
        return query;
    }
}
