// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.golden;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.model.ModelLocations;
import org.graphrec.procedures.model.SharedCatalog;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;
import org.neo4j.logging.NullLog;
import org.neo4j.storageengine.api.StoreId;
import org.neo4j.storageengine.api.StoreIdProvider;

/**
 * A database with two small graphs, the same in every process to the last bit and with the same node ids: {@code shop}, ratings
 * with times of films that have vectors, and {@code plain}, purchases without properties. Two more projections look at the same
 * nodes: {@code films} for classifiers, and {@code orders}, which is declared with a pattern.
 *
 * <p>The golden files of this package depend on every draw here, so that nothing of it may change.
 */
final class GoldenGraphs implements AutoCloseable {
    private static final int GENRES = 3;
    private static final int DIMENSION = 8;

    private final EmbeddedDatabase database;

    /**
     * Makes the graphs.
     *
     * @param home a folder for the database
     * @param models where models are stored and exported
     */
    GoldenGraphs(Path home, ModelLocations models) throws Exception {
        database = new EmbeddedDatabase(home);
        GraphStoreCatalog.removeAllLoadedGraphs();
        SharedCatalog.configure(models, NullLog.getInstance());
        inTransaction(GoldenGraphs::shop);
        inTransaction(GoldenGraphs::plain);
        project();
    }

    private void inTransaction(Consumer<Transaction> change) {
        database.in(EmbeddedDatabase.ROOT, transaction -> {
            change.accept(transaction);
            return null;
        });
    }

    /** 36 users and 30 films of three genres. The last users have rated nothing, the last films nobody has. */
    private static void shop(Transaction transaction) {
        SplittableRandom random = new SplittableRandom(1);
        Node[] users = nodes(transaction, "User", 36);
        Node[] films = nodes(transaction, "Film", 30);
        for (int f = 0; f < films.length; f++) {
            int genre = f % GENRES;
            films[f].setProperty("genre", genre);
            films[f].setProperty("mood", genre == 0 ? "bright" : "dark");
            films[f].setProperty("embedding", vector(random, genre));
            if (f >= GENRES) {
                films[f].createRelationshipTo(films[f - GENRES], RelationshipType.withName("NEXT"));
            }
        }
        for (int u = 0; u < users.length - 2; u++) {
            for (int f = 0; f < films.length - 3; f++) {
                boolean own = u % GENRES == f % GENRES;
                if (random.nextDouble() < (own ? 0.6 : 0.2)) {
                    var rated = users[u].createRelationshipTo(films[f], RelationshipType.withName("RATED"));
                    rated.setProperty("rating", (own ? 3.0 : 1.0) + random.nextInt(3));
                    rated.setProperty("at", 1_700_000_000L + random.nextInt(100_000));
                }
            }
        }
    }

    /** 48 customers and 32 products in four groups; half of the customers bought in one order as well. */
    private static void plain(Transaction transaction) {
        SplittableRandom random = new SplittableRandom(2);
        Node[] customers = nodes(transaction, "Customer", 48);
        Node[] products = nodes(transaction, "Product", 32);
        for (int c = 0; c < customers.length; c++) {
            Node order = c % 2 == 0 ? transaction.createNode(Label.label("Order")) : null;
            if (order != null) {
                customers[c].createRelationshipTo(order, RelationshipType.withName("PLACED"));
            }
            for (int p = 0; p < products.length; p++) {
                if (random.nextDouble() < (c % 4 == p % 4 ? 0.7 : 0.15)) {
                    customers[c].createRelationshipTo(products[p], RelationshipType.withName("BOUGHT"));
                    if (order != null) {
                        order.createRelationshipTo(products[p], RelationshipType.withName("CONTAINS"))
                                .setProperty("quantity", 1 + random.nextInt(4));
                    }
                }
            }
        }
    }

    /** What the models were not trained on: a film that one user has rated. */
    void addLaterFilm() {
        inTransaction(transaction -> {
            Node film = transaction.createNode(Label.label("Film"));
            film.setProperty("number", 30);
            film.setProperty("genre", 1);
            film.setProperty("mood", "dark");
            film.setProperty("embedding", vector(new SplittableRandom(3), 1));
            var rated = transaction
                    .findNode(Label.label("User"), "number", 4)
                    .createRelationshipTo(film, RelationshipType.withName("RATED"));
            rated.setProperty("rating", 5.0);
            rated.setProperty("at", 1_700_200_000L);
        });
    }

    private static Node[] nodes(Transaction transaction, String label, int count) {
        Node[] nodes = new Node[count];
        for (int i = 0; i < count; i++) {
            nodes[i] = transaction.createNode(Label.label(label));
            nodes[i].setProperty("number", i);
        }
        return nodes;
    }

    private static float[] vector(SplittableRandom random, int genre) {
        float[] vector = new float[DIMENSION];
        for (int d = 0; d < DIMENSION; d++) {
            vector[d] = (float) (random.nextDouble() - 0.5 + (d % GENRES == genre ? 1 : 0));
        }
        return vector;
    }

    private void project() {
        rows("CALL gds.graph.project('shop', {User: {}, Film: {properties: ['embedding']}},"
                + " {RATED: {properties: ['rating', 'at']}}) YIELD graphName RETURN graphName");
        rows("CALL gds.graph.project('plain', ['Customer', 'Product'], 'BOUGHT') YIELD graphName RETURN graphName");
        rows("CALL gds.graph.project('films', {Film: {properties: ['embedding', 'genre']}},"
                + " {NEXT: {orientation: 'UNDIRECTED'}}) YIELD graphName RETURN graphName");
        rows("CALL rec.graph.project('orders', {users: 'Customer', items: 'Product', interactions: [{name: 'ORDERED',"
                + " pattern: '(user)-[:PLACED]->(o:Order)-[line:CONTAINS]->(item)', where: 'line.quantity > 1',"
                + " weight: 'line.quantity'}]}) YIELD nodeCount RETURN nodeCount");
    }

    /** All rows of a statement. */
    List<Map<String, Object>> rows(String statement) {
        return database.rows(EmbeddedDatabase.ROOT, statement);
    }

    /** What a stored file says of the database it belongs to: the time and the random number of the store's id, in hexadecimal. */
    String identity() {
        StoreId id = database.api()
                .getDependencyResolver()
                .resolveDependency(StoreIdProvider.class)
                .getStoreId();
        return String.format(Locale.ROOT, "%016x%016x", id.getCreationTime(), id.getRandom());
    }

    @Override
    public void close() {
        database.close();
        SharedCatalog.shutDown();
        GraphStoreCatalog.removeAllLoadedGraphs();
    }
}
