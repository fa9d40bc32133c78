// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.LearnedGraph;
import org.graphrec.procedures.projection.ProjectedInteractions;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.graph.Pairs;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** A procedure for tests: what training takes a projection for, beside what the live graph says by it. */
public final class ReadingCheck extends CallContext {

    /**
     * What came of it.
     *
     * @param differences between the projection and the live graph, or what is kept of it; none where it is served right
     */
    public record Row(String source, List<String> differences, Long changed, long users, long pairs) {}

    @Procedure(name = "test.reading", mode = Mode.READ)
    public Stream<Row> reading(@Name("graphName") String graphName, @Name("configuration") Map<String, Object> map) {
        return call("test.reading").row((call, nothing) -> row(call, graphName, map));
    }

    private Row row(RunningCall call, String graphName, Map<String, Object> map) {
        Projection projection = projection(graphName);
        Bipartite.Selection selection = new Bipartite.Selection(
                (String) map.get("users"),
                (String) map.get("items"),
                List.of(),
                (String) map.get("weight"),
                (String) map.get("time"),
                new FeatureSelection(List.of(), List.of()));
        boolean keep = Boolean.TRUE.equals(map.get("keep"));
        GraphReading reading = LearnedGraph.read(
                        call.transactions(),
                        projection,
                        selection,
                        new LearnedGraph.Options(false, keep, null, 2),
                        termination())
                .reading();
        ProjectedInteractions projected = ProjectedInteractions.of(projection, selection);
        boolean timed = projected.selection().relationshipTimeProperty() != null;
        List<String> differences = new ArrayList<>();
        ProjectedInteractions.Reader reader = projected.reader();
        List<Pairs> served = keep
                ? IntStream.range(0, projected.users().size())
                        .mapToObj(reading.kept()::pairs)
                        .toList()
                : new Histories(transaction, reading, node -> projected.items().row(NodeIds.id(node)))
                        .of(nodes(projected.users()));
        long pairs = 0;
        for (int user = 0; user < projected.users().size(); user++) {
            Pairs learned = reader.pairs(user);
            pairs += learned.size();
            String difference =
                    difference(learned, served.get(user), projected.rule().weighted(), timed, keep);
            if (difference != null) {
                differences.add("user " + projected.users().id(user) + ": " + difference);
            }
        }
        nodeDifferences(reading, projected, differences);
        PairCounts counts = reading.counts();
        return new Row(
                reading.source().cypherName(),
                differences,
                counts.changedSinceProjection(),
                projected.users().size(),
                pairs);
    }

    private List<Node> nodes(NodeIndex index) {
        return IntStream.range(0, index.size())
                .mapToObj(row -> NodeIds.find(transaction, index.id(row)))
                .toList();
    }

    /** Null where there is none. Within what was one moment in the projection, the live graph may know an order. */
    private static String difference(Pairs learned, Pairs served, boolean weighted, boolean timed, boolean kept) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < served.size(); i++) {
            places.put(served.item(i), i);
        }
        if (learned.size() != served.size()) {
            return learned.size() + " items learned, " + served.size() + " served";
        }
        for (int i = 0; i < learned.size(); i++) {
            Integer place = places.get(learned.item(i));
            if (place == null) {
                return "the item in row " + learned.item(i) + " is not served";
            }
            String item = "item in row " + learned.item(i);
            if (weighted && Float.compare((float) learned.weight(i), (float) served.weight(place)) != 0) {
                return item + " weighs " + learned.weight(i) + " and is served with " + served.weight(place);
            }
            if (learned.verdict(i) != served.verdict(place)) {
                return item + " is " + learned.verdict(i) + " and is served as " + served.verdict(place);
            }
            if (learned.kinds(i) != served.kinds(place)) {
                return item + " is of kinds " + learned.kinds(i) + " and is served as of " + served.kinds(place);
            }
            if ((kept || !timed) && place != i) {
                return item + " is in place " + i + " and is served in " + place;
            }
            for (int before = 0; timed && before < i; before++) {
                if (learned.time(before) < learned.time(i) && places.get(learned.item(before)) > place) {
                    return item + " comes after the one in row " + learned.item(before) + " and is served before";
                }
            }
        }
        return null;
    }

    /** Nothing came since, so no node is new; and where users are told by the live graph, they are those of the projection. */
    private void nodeDifferences(GraphReading reading, ProjectedInteractions projected, List<String> differences) {
        List<Node> all = transaction.getAllNodes().stream().toList();
        List<Node> others = all.stream()
                .filter(node -> projected.items().row(NodeIds.id(node)) < 0)
                .toList();
        if (!reading.items().labels().isEmpty()) {
            for (Node node : reading.newItems(transaction, others)) {
                differences.add("node " + NodeIds.id(node) + " would be a new item");
            }
        }
        if (reading.users().known() && !reading.users().labels().isEmpty()) {
            Set<Long> users = new HashSet<>();
            reading.users().of(transaction, all).forEach(node -> users.add(NodeIds.id(node)));
            Set<Long> learned = new HashSet<>();
            nodes(projected.users()).forEach(node -> learned.add(NodeIds.id(node)));
            if (!users.equals(learned)) {
                differences.add("users " + learned + " are served as " + users);
            }
        }
    }
}
