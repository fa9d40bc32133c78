package org.graphrec.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Users and films of two colours. A user has rated every film of his colour but one, the withheld one, and none of the
 * other colour; so the withheld film is what he must get. Texts follow the colours. Two films, one of each colour, have
 * no rating.
 */
final class Checkerboard {
    static final int USERS = 40;
    static final int FILMS = 20;
    private static final String[] TEXTS = {
        "Astronauts cross the galaxy in a spaceship and fight aliens on planet ",
        "A chef cooks pasta and bakes bread in a small kitchen of restaurant "
    };

    private Checkerboard() {}

    /** Loads nodes and ratings, embeds the films and projects all of it as {@code films}. */
    static void load(Cypher cypher) {
        List<Map<String, Object>> films = new ArrayList<>();
        for (int film = 0; film < FILMS; film++) {
            films.add(Map.of("name", film(film), "plot", TEXTS[film % 2] + film));
        }
        films.add(Map.of("name", "cold0", "plot", "A lonely spaceship pilot meets aliens beyond the galaxy"));
        films.add(Map.of("name", "cold1", "plot", "Two bakers open a pasta kitchen and cook for the town"));
        List<Map<String, Object>> ratings = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            for (int film = user % 2; film < FILMS; film += 2) {
                if (film != withheld(user)) {
                    ratings.add(Map.of("user", user(user), "film", film(film)));
                }
            }
        }
        cypher.rows("UNWIND $films AS film CREATE (f:Film) SET f = film", "films", films);
        cypher.rows("UNWIND range(0, $last) AS u CREATE (:User {name: 'user' + u})", "last", USERS - 1);
        cypher.rows(
                "UNWIND $ratings AS r MATCH (u:User {name: r.user}), (f:Film {name: r.film}) CREATE (u)-[:RATED]->(f)",
                "ratings",
                ratings);
        cypher.rows("CALL rec.embed.nodes.write(['Film'], {textProperties: ['plot']}) YIELD nodeCount");
        project(cypher, "films");
    }

    static void project(Cypher cypher, String graph) {
        cypher.rows(
                "CALL gds.graph.project($graph, {User: {}, Film: {properties: ['embedding']}}, 'RATED')",
                "graph",
                graph);
    }

    /** Trains one architecture on the projection, under its own name unless told otherwise. */
    static void train(Cypher cypher, String modelName, String architecture) {
        cypher.rows(
                "CALL rec.train('films', {modelName: $name, architecture: $architecture, sourceNodeLabel: 'User', "
                        + "targetNodeLabel: 'Film', relationshipTypes: ['RATED'], featureProperties: ['embedding'], "
                        + "randomSeed: 1})",
                "name",
                modelName,
                "architecture",
                architecture);
    }

    static int withheld(int user) {
        return user % 2 + 2 * (user / 2 % (FILMS / 2));
    }

    static String user(int user) {
        return "user" + user;
    }

    static String film(int film) {
        return "film" + film;
    }
}
