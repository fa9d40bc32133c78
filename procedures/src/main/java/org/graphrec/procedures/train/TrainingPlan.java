package org.graphrec.procedures.train;

import java.util.ArrayList;
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
        plan.requireNoContext(names);
        return plan;
    }

    private void requireNoContext(List<String> names) {
        List<String> relations = new ArrayList<>(
                names.stream().filter(name -> !types.contains(name)).toList());
        declaration.context().stream().map(DeclaredContext::name).forEach(relations::add);
        relations.removeIf(
                name -> Double.valueOf(0).equals(config.context().weights().get(name)));
        if (!relations.isEmpty() || !declaration.contextProperties().isEmpty()) {
            String named =
                    relations.isEmpty() ? declaration.contextProperties().get(0).name() : relations.get(0);
            throw new IllegalArgumentException("A job does not learn from the context of a graph, such as `" + named
                    + "`. Leave it out"
                    + (relations.isEmpty() ? "" : " by `contextWeights: {" + named + ": 0}`")
                    + ", or train in the server by `rec.train`.");
        }
    }

    PlanRow row(String database, String owner) {
        DeclaredQueries queries = new DeclaredQueries(declaration);
        List<Map<String, Object>> interactions = new ArrayList<>();
        for (String type : types) {
            interactions.add(query(
                    type, queries.interactions(declaration.interaction(type).reading())));
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
