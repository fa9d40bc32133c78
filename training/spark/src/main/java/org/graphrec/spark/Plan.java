// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrec.training.graph.Aggregate;
import org.graphrec.training.graph.PairRule;
import org.graphrec.training.handover.ContextByIds;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * How the graph is read, as the server says by `rec.train.plan`. Queries take the parameters `from` and `to`, a range of ids.
 *
 * @param database the identity of its database
 * @param owner the user who asked
 * @param rule how events become pairs
 * @param timed whether interactions have times
 * @param choosesLikes whether the weights may be marks on a scale, of which the holdout says which are likes
 * @param likeThreshold the one that was asked for; null where none was
 */
record Plan(
        String database,
        String owner,
        Map<String, Object> declaration,
        Map<String, Object> configuration,
        PairRule rule,
        boolean timed,
        boolean choosesLikes,
        Double likeThreshold,
        String usersQuery,
        String itemsQuery,
        List<Named> interactions,
        List<Other> context,
        List<Vectors> vectors) {
    private static final String MISSING = "ProcedureNotFound";

    /** A query with what it reads. */
    record Named(String name, String query) implements Serializable {}

    /** A query for the edges of a relation of the context, by the ids of what they begin at. */
    record Other(ContextByIds.Kind kind, String query) {}

    /** A query for vectors, and how much they count. */
    record Vectors(String property, String query, double weight) {}

    /**
     * Asks the server.
     *
     * @throws JobException with what is wrong with the declaration or the options, in the words of the server
     */
    static Plan ask(Server server, Map<String, Object> declaration, Map<String, Object> configuration) {
        try {
            return server.query(
                    "CALL rec.train.plan($declaration, $configuration)",
                    Map.of("declaration", declaration, "configuration", configuration),
                    result -> of(result.single()));
        } catch (JobException failed) {
            if (failed.getMessage().contains("There is no procedure with the name `rec.train.plan`")
                    || failed.getMessage().contains(MISSING)) {
                throw new JobException("The server at " + server.url()
                        + " has no plugin that accepts models from jobs. Put graph-recommender.jar of the same version into"
                        + " its `plugins`.");
            }
            throw failed;
        }
    }

    private static Plan of(Record row) {
        Value rule = row.get("rule");
        boolean weighted = rule.get("weighted").asBoolean();
        List<Vectors> vectors = new ArrayList<>();
        for (int b = 0; b < row.get("vectorQueries").size(); b++) {
            Value query = row.get("vectorQueries").get(b);
            vectors.add(new Vectors(
                    query.get("name").asString(),
                    query.get("query").asString(),
                    rule.get("featureWeights").get(b).asDouble()));
        }
        return new Plan(
                row.get("database").asString(),
                row.get("owner").asString(),
                row.get("declaration").asMap(),
                row.get("configuration").asMap(),
                new PairRule(
                        rule.get("aggregates")
                                .asList(name -> Aggregate.of(name.asString()).orElseThrow()),
                        weighted,
                        Double.NEGATIVE_INFINITY),
                rule.get("timed").asBoolean(),
                weighted
                        && !rule.get("saysLikes").asBoolean()
                        && !rule.get("amounts").asBoolean(),
                rule.get("likeThreshold").isNull()
                        ? null
                        : (Double) rule.get("likeThreshold").asDouble(),
                row.get("usersQuery").asString(),
                row.get("itemsQuery").asString(),
                row.get("interactionQueries")
                        .asList(one -> new Named(
                                one.get("name").asString(), one.get("query").asString())),
                row.get("contextQueries")
                        .asList(one -> new Other(
                                new ContextByIds.Kind(
                                        one.get("name").asString(),
                                        one.get("ofUsers").asBoolean(),
                                        one.get("weighted").asBoolean(),
                                        rule.get("timed").asBoolean(),
                                        one.get("weight").asDouble(Double.NaN)),
                                one.get("query").asString())),
                vectors);
    }

    /** An option in force. */
    int whole(String name) {
        return ((Number) configuration.get(name)).intValue();
    }
}
