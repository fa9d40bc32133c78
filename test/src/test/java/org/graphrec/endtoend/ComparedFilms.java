package org.graphrec.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Users of two tastes and films of two kinds: a user rates most films of his kind 4 or 5 and a few of the other 1 to 3. Each
 * rating has a time, and one in five is marked to be predicted. Projected as {@code rated}, with vectors of the plots.
 */
final class ComparedFilms {
    static final int USERS = 60;
    static final int FILMS = 40;
    private static final String[] TEXTS = {
        "Astronauts cross the galaxy in a spaceship and fight aliens on planet ",
        "A chef cooks pasta and bakes bread in a small kitchen of restaurant "
    };

    private ComparedFilms() {}

    /** Loads, embeds and projects; returns the number of ratings. */
    static int load(Cypher cypher) {
        SplittableRandom random = new SplittableRandom(5);
        List<Map<String, Object>> films = new ArrayList<>();
        for (int film = 0; film < FILMS; film++) {
            films.add(Map.of(
                    "id",
                    film,
                    "title",
                    "Film <" + film + ">",
                    "plot",
                    TEXTS[film % 2] + film,
                    "fastrp",
                    List.of(random.nextDouble(), random.nextDouble(), random.nextDouble())));
        }
        List<Map<String, Object>> ratings = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            for (int film = 0; film < FILMS; film++) {
                boolean same = user % 2 == film % 2;
                if (random.nextDouble() < (same ? 0.7 : 0.15)) {
                    ratings.add(Map.of(
                            "user",
                            user,
                            "film",
                            film,
                            "rating",
                            same ? 4.0 + random.nextInt(2) : 1.0 + random.nextInt(3),
                            "at",
                            1_700_000_000L + random.nextInt(1_000_000),
                            "part",
                            random.nextInt(5) == 0 ? 1 : 0));
                }
            }
        }
        cypher.rows("UNWIND $films AS film CREATE (f:Film) SET f = film", "films", films);
        cypher.rows("UNWIND range(0, $last) AS u CREATE (:User {id: u, name: 'user' + u})", "last", USERS - 1);
        cypher.rows(
                "UNWIND $ratings AS r MATCH (u:User {id: r.user}), (f:Film {id: r.film}) "
                        + "CREATE (u)-[:RATED {rating: r.rating, at: r.at, part: r.part}]->(f)",
                "ratings",
                ratings);
        cypher.rows("CALL rec.embed.nodes.write(['Film'], {textProperties: ['plot']}) YIELD nodeCount");
        cypher.rows("CALL gds.graph.project('rated', {User: {}, Film: {properties: ['embedding', 'fastrp']}}, "
                + "{RATED: {properties: ['rating', 'at', 'part']}})");
        return ratings.size();
    }
}
