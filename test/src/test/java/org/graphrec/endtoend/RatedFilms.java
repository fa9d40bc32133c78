package org.graphrec.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Users and films of two colours: a user gives about 4.5 stars to a film of his colour and about 1.5 to another. Every fifth pair
 * has no rating. Texts follow the colours; two films, one of each, have no rating.
 */
final class RatedFilms {
    static final int USERS = 40;
    static final int FILMS = 24;
    private static final String[] TEXTS = {
        "Astronauts cross the galaxy in a spaceship and fight aliens on planet ",
        "A chef cooks pasta and bakes bread in a small kitchen of restaurant "
    };

    private RatedFilms() {}

    /** Loads nodes and ratings, embeds the films and projects all of it as {@code rated}. */
    static void load(Cypher cypher) {
        Random random = new Random(11);
        List<Map<String, Object>> ratings = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            for (int film = 0; film < FILMS; film++) {
                if ((user + film) % 5 != 0) {
                    double stars = (user % 2 == film % 2 ? 4.5 : 1.5) + 0.3 * random.nextGaussian();
                    ratings.add(Map.of("user", user, "film", film, "stars", stars));
                }
            }
        }
        cypher.rows(
                "UNWIND range(0, $films + 1) AS f CREATE (:Film {f: f, plot: $texts[f % 2] + f})",
                "films", FILMS, "texts", List.of(TEXTS));
        cypher.rows("UNWIND range(0, $users - 1) AS u CREATE (:User {u: u})", "users", USERS);
        cypher.rows(
                "UNWIND $ratings AS r MATCH (u:User {u: r.user}), (f:Film {f: r.film}) "
                        + "CREATE (u)-[:RATED {stars: r.stars}]->(f)",
                "ratings",
                ratings);
        cypher.rows("CALL rec.embed.nodes.write(['Film'], {textProperties: ['plot']}) YIELD nodeCount");
        cypher.rows("CALL gds.graph.project('rated', {User: {}, Film: {properties: ['embedding']}}, "
                + "{RATED: {properties: ['stars']}})");
    }

    /** Trains a predictor with texts. */
    static Map<String, Object> train(Cypher cypher, String name, int concurrency) {
        return cypher.row(
                        "CALL rec.train('rated', {modelName: $name, objective: 'rating', "
                                + "relationshipWeightProperty: 'stars', featureProperties: ['embedding'], "
                                + "randomSeed: 3, concurrency: $concurrency}) YIELD modelInfo",
                        "name",
                        name,
                        "concurrency",
                        concurrency)
                .get("modelInfo")
                .asMap();
    }
}
