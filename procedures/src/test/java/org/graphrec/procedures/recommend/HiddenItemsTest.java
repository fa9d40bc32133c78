// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.StaticAccess;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.model.TrainingCall;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.ItemFeatures;
import org.graphrec.procedures.reading.Readings;
import org.graphrec.training.Monitor;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.model.Popularity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.connectioninfo.ClientConnectionInfo;
import org.neo4j.internal.kernel.api.security.AccessMode;
import org.neo4j.internal.kernel.api.security.AuthSubject;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * A reader who may not see every other item. Community Edition cannot deny a label, so the test denies it where the Enterprise
 * Edition does: in the access mode of the kernel.
 */
class HiddenItemsTest {
    private static final int ITEMS = 400;

    @TempDir
    static Path home;

    private static DatabaseManagementService server;
    private static GraphDatabaseAPI database;
    private static TrainedModel model;
    private static int hiddenToken;

    /** Items of falling popularity, of which those in odd places are hidden. */
    @BeforeAll
    static void start() throws Exception {
        server = new DatabaseManagementServiceBuilder(home).build();
        database = (GraphDatabaseAPI) server.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
        long[] ids = new long[ITEMS];
        try (Transaction transaction = database.beginTx()) {
            for (int i = 0; i < ITEMS; i++) {
                Node node = transaction.createNode(Label.label("Item"));
                node.setProperty("place", i);
                if (i % 2 == 1) {
                    node.addLabel(Label.label("Hidden"));
                }
                ids[i] = NodeIds.id(node);
            }
            transaction.commit();
        }
        try (var transaction =
                database.beginTransaction(KernelTransaction.Type.EXPLICIT, SecurityContext.AUTH_DISABLED)) {
            hiddenToken = transaction.kernelTransaction().tokenRead().nodeLabel("Hidden");
        }
        int[] counts = new int[ITEMS];
        Arrays.setAll(counts, i -> ITEMS - i);
        Popularity popularity = new Popularity(counts);
        model = new TrainedModel(
                "popular",
                new ModelNodes(
                        new NodeIndex(new long[0]),
                        new NodeIndex(LongStream.of(ids).sorted().toArray()),
                        "User",
                        "Item",
                        List.of("HAS")),
                ItemFeatures.NONE,
                Readings.plain("User", "Item", "HAS", null, null),
                new Fit(popularity, List.of(), Map.of(), Fit.UNTUNED_QUERY_WEIGHT, 0),
                popularity,
                TrainingCall.endedNow(
                        new Bipartite.Selection(
                                null, null, List.of("HAS"), null, null, new FeatureSelection(List.of(), List.of())),
                        Map.of(),
                        1));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.shutdown();
        }
    }

    @Test
    void seesEverythingWithoutTheDeny() {
        assertThat(places(10, SecurityContext.AUTH_DISABLED, Map.of())).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void getsExactlyKItemsThatHeMaySee() {
        for (int k : List.of(1, 10, 150, 200)) {
            List<Integer> places = places(k, reader(), Map.of());
            assertThat(places).hasSize(k).allMatch(place -> place % 2 == 0).isSorted();
            assertThat(places.get(k - 1)).isEqualTo(2 * (k - 1));
        }
        assertThat(places(201, reader(), Map.of())).hasSize(200);
    }

    @Test
    void getsThemThroughAPredicateToo() {
        assertThat(places(3, reader(), Map.of("where", "item.place % 50 IN [10, 11]")))
                .containsExactly(10, 60, 110);
    }

    @Test
    void doesNotCountTheHiddenAmongThoseAhead() {
        try (Transaction transaction = database.beginTransaction(KernelTransaction.Type.EXPLICIT, reader())) {
            Node tenth = transaction.findNode(Label.label("Item"), "place", 20);
            RecommendOptions options = RecommendOptions.read(new HashMap<>(), false);
            Recommendations recommendations = new Recommendations(transaction, model, options, Monitor.SILENT);
            assertThat(recommendations.explain(null, tenth).get(0).rank()).isEqualTo(11);
        }
    }

    private static List<Integer> places(int k, SecurityContext who, Map<String, Object> more) {
        Map<String, Object> configuration = new HashMap<>(more);
        configuration.put("k", (long) k);
        try (Transaction transaction = database.beginTransaction(KernelTransaction.Type.EXPLICIT, who)) {
            RecommendOptions options = RecommendOptions.read(configuration, false);
            return new Recommendations(transaction, model, options, Monitor.SILENT)
                    .rows(Arrays.asList((Node) null), Monitor.SILENT).stream()
                            .map(row -> (Integer) row.item().getProperty("place"))
                            .toList();
        }
    }

    /** Reads all but nodes with the label Hidden. */
    private static SecurityContext reader() {
        AccessMode full = StaticAccess.FULL;
        AccessMode mode = (AccessMode) Proxy.newProxyInstance(
                AccessMode.class.getClassLoader(),
                new Class<?>[] {AccessMode.class},
                (proxy, method, arguments) -> answer(full, method, arguments));
        return new SecurityContext(
                AuthSubject.ANONYMOUS, mode, ClientConnectionInfo.EMBEDDED_CONNECTION, database.databaseName());
    }

    private static Object answer(AccessMode full, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "allowsTraverseNode", "allowsTraverseNodeWithPropertyRules" -> {
                int[] labels = (int[]) arguments[arguments.length - 1];
                return labels == null || Arrays.stream(labels).noneMatch(label -> label == hiddenToken);
            }
            case "allowsTraverseAllLabels", "allowsTraverseAllNodesWithLabel" -> {
                return false;
            }
            case "disallowsTraverseLabel" -> {
                return (int) arguments[0] == hiddenToken;
            }
            default -> {
                try {
                    return method.invoke(full, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }
        }
    }
}
