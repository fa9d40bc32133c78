// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.exceptions.Neo4jException;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.graphdb.QueryExecutionException;
import org.neo4j.kernel.api.procedure.GlobalProcedures;

/**
 * Small random graphs, projected in every way: what a model learned from of each user is what the live graph gives by the reading
 * that was found, or training is refused with a user, an item and the ways out.
 */
class GeneratedGraphsTest {
    private static final int GRAPHS = Integer.getInteger("rec.graphs", 24);
    private static final long SEED = Long.getLong("rec.seed", 19);
    private static final int OF_ONE_CONTENT = 8;
    private static final Pattern REFUSED = Pattern.compile(
            "The histories in the graph `(.+?)` are not those of the live graph.*for the user with id (\\d+), the item with id"
                    + " (\\d+) .*declare how interactions are read and train on that graph: `(CALL rec\\.graph\\.project\\(.*\\))`;"
                    + " or serve the histories of the projection with `history: 'projected'`\\.");

    /**
     * What a graph is refused for that has no users, no items, or no likes at all; GDS's own assertions, which are on in tests, end
     * the reading of some empty graphs before we come to say so.
     */
    private static final Pattern NOTHING_THERE = Pattern.compile("Cannot tell users from items|has no relationship from"
            + "|must name a node label of the graph|java.lang.AssertionError|but no likes|no such graph on database");

    /** How often what came of a kind. */
    private static final class Tally {
        private int served;
        private int refused;
        private int silent;
        private int unusable;
        private final Map<String, Integer> sources = new TreeMap<>();
    }

    @TempDir
    private Path home;

    private EmbeddedDatabase database;
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void whatIsLearnedIsWhatIsServedOrTrainingSaysWhyNot() throws Exception {
        try (EmbeddedDatabase started = new EmbeddedDatabase(home)) {
            database = started;
            database.api()
                    .getDependencyResolver()
                    .resolveDependency(GlobalProcedures.class)
                    .registerProcedure(ReadingCheck.class);
            SplittableRandom seeds = new SplittableRandom(SEED);
            int done = 0;
            while (done < GRAPHS) {
                SplittableRandom random = seeds.split();
                RandomContent content = RandomContent.of(random);
                rows("MATCH (n) DETACH DELETE n", Map.of());
                database.in(EmbeddedDatabase.ROOT, transaction -> {
                    content.create(transaction);
                    return null;
                });
                // what is written within the millisecond in which a projection begins may or may not be in it
                TimeUnit.MILLISECONDS.sleep(5);
                for (int i = 0; i < OF_ONE_CONTENT; i++) {
                    GraphStoreCatalog.removeAllLoadedGraphs();
                    done += tried(RandomProjection.draw(random, content)) ? 1 : 0;
                }
            }
        }
        String table = table();
        System.out.println(table);
        assertThat(wrong).as("seed " + SEED).isEmpty();
        Tally all = tallies.get("all");
        assertThat(all.silent).isZero();
        assertThat(all.served).isGreaterThan(GRAPHS * 7 / 10);
    }

    private List<Map<String, Object>> rows(String statement, Map<String, Object> parameters) {
        return database.in(
                EmbeddedDatabase.ROOT,
                transaction -> transaction.execute(statement, parameters).stream()
                        .map(row -> (Map<String, Object>) new HashMap<>(row))
                        .toList());
    }

    /** Whether GDS made a graph of it that has users and items. */
    private boolean tried(RandomProjection.Drawn way) {
        RandomProjection.Drawn drawn = projected(way);
        if (drawn == null) {
            return false;
        }
        Map<String, Object> row;
        try {
            row = reading(drawn, false);
        } catch (QueryExecutionException refused) {
            return refused(drawn, refused.getMessage());
        }
        boolean same = ((List<?>) row.get("differences")).isEmpty();
        count(drawn.kind(), same ? "served" : "silent", (String) row.get("source"));
        if (!same) {
            wrong.add("silent: " + drawn + "\n    " + row);
        } else if (!Long.valueOf(0).equals(row.get("changed"))) {
            wrong.add("changed since: " + row.get("changed") + " " + drawn);
        }
        return true;
    }

    /** With the steps that GDS took; null where the first is not among them. It takes no filter of what a graph has not. */
    private RandomProjection.Drawn projected(RandomProjection.Drawn way) {
        List<RandomProjection.Step> taken = new ArrayList<>();
        StringBuilder kind = new StringBuilder(way.kind());
        String graph = null;
        for (RandomProjection.Step step : way.steps()) {
            Map<String, Object> parameters = new HashMap<>(step.parameters());
            parameters.computeIfPresent(
                    "of", (key, value) -> taken.get(taken.size() - 1).graph());
            try {
                rows(step.statement(), parameters);
            } catch (QueryExecutionException | Neo4jException none) {
                count(
                        "steps of " + way.kind() + step.adds(),
                        "unusable",
                        none.getMessage().lines().findFirst().orElse(""));
                if (graph == null) {
                    return null;
                }
                continue;
            }
            if (kind.indexOf(step.adds()) < 0) {
                kind.append(step.adds());
            }
            taken.add(new RandomProjection.Step(step.statement(), parameters, step.adds()));
            graph = step.graph();
        }
        return new RandomProjection.Drawn(kind.toString(), taken, way.training());
    }

    private Map<String, Object> reading(RandomProjection.Drawn drawn, boolean keep) {
        Map<String, Object> training = new HashMap<>(drawn.training());
        training.put("keep", keep);
        return rows(
                        "CALL test.reading($graph, $training) YIELD source, differences, changed, users, pairs"
                                + " RETURN source, differences, changed, users, pairs",
                        Map.of("graph", drawn.graph(), "training", training))
                .get(0);
    }

    private boolean refused(RandomProjection.Drawn drawn, String message) {
        if (NOTHING_THERE.matcher(message).find()) {
            count(drawn.kind(), "unusable", "no users");
            return false;
        }
        count(drawn.kind(), "refused", "");
        Matcher says = REFUSED.matcher(message);
        boolean told = drawn.kind().startsWith("native") || drawn.kind().startsWith("declared");
        if (!says.find() || (told && !drawn.kind().contains("sampled"))) {
            wrong.add("refused: " + drawn + "\n    " + message);
            return true;
        }
        if (rows(
                        "MATCH (u), (i) WHERE id(u) = " + says.group(2) + " AND id(i) = " + says.group(3) + " RETURN 1",
                        Map.of())
                .isEmpty()) {
            wrong.add("names no user and item: " + message);
        }
        Map<String, Object> kept = reading(drawn, true);
        if (!((List<?>) kept.get("differences")).isEmpty()
                || !kept.get("source").equals("projected")) {
            wrong.add("kept otherwise: " + drawn + "\n    " + kept);
        }
        if (!drawn.kind().startsWith("Cypher")) {
            return true;
        }
        try {
            rows(says.group(4) + " YIELD nodeCount RETURN nodeCount", Map.of("more", 1.5));
        } catch (QueryExecutionException | Neo4jException bad) {
            wrong.add("advice that fails: " + says.group(4) + "\n    " + bad.getMessage() + "\n    " + drawn);
        }
        return true;
    }

    private void count(String ofKind, String what, String source) {
        for (String kind : List.of("all", ofKind)) {
            Tally tally = tallies.computeIfAbsent(kind, name -> new Tally());
            switch (what) {
                case "served" -> tally.served++;
                case "refused" -> tally.refused++;
                case "silent" -> tally.silent++;
                default -> tally.unusable++;
            }
            tally.sources.merge(what.equals("served") ? source : what + " " + source, 1, Integer::sum);
        }
    }

    private String table() {
        StringBuilder text = new StringBuilder(
                "seed %d%n%-32s%8s%8s%8s%10s  by%n".formatted(SEED, "kind", "served", "refused", "silent", "no graph"));
        tallies.forEach((kind, tally) -> text.append("%-32s%8d%8d%8d%10d  %s%n"
                .formatted(kind, tally.served, tally.refused, tally.silent, tally.unusable, tally.sources)));
        return text.toString();
    }
}
