// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProjectionQueryTest {
    private static final String LABELS = "sourceNodeLabels: labels(u), targetNodeLabels: labels(f), ";
    private static final List<String> KNOWN = List.of(
            "MATCH (u:User)-[r:RATED]->(f:Film) RETURN gds.graph.project('g', u, f, {" + LABELS
                    + "relationshipType: type(r), relationshipProperties: {at: r.at.epochMillis}})",
            "MATCH (c:Customer)-[:PURCHASED]->(:Order)-[:ORDERS]->(p:Product)"
                    + " WITH gds.graph.project('paths', c, p, {relationshipType: 'BOUGHT'}) AS g RETURN g.graphName",
            "MATCH (u:User) OPTIONAL MATCH (u)-[r:RATED]->(f:Film) WITH u, f, sum(r.stars) AS s"
                    + " RETURN gds.graph.project($g, u, f, {relationshipProperties: {stars: s}}, {readConcurrency: 4})");

    @Test
    void readsAProjectionOfOneRelationship() {
        assertThat(ProjectionQuery.guess(KNOWN.get(0)))
                .contains(new Guess(
                        "(user:User)-[r:RATED]->(item:Film)",
                        null,
                        Map.of("at", "r.at.epochMillis"),
                        null,
                        "User",
                        "Film",
                        null));
    }

    @Test
    void readsAPathThroughNodesInBetween() {
        assertThat(ProjectionQuery.guess(KNOWN.get(1)))
                .contains(new Guess(
                        "(user:Customer)-[:PURCHASED]->(:Order)-[:ORDERS]->(item:Product)",
                        null,
                        Map.of(),
                        null,
                        "Customer",
                        "Product",
                        "BOUGHT"));
    }

    @Test
    void readsAnAggregateOverPaths() {
        assertThat(ProjectionQuery.guess(KNOWN.get(2)))
                .contains(new Guess(
                        "(user:User)-[r:RATED]->(item:Film)",
                        null,
                        Map.of("stars", "r.stars"),
                        "sum",
                        "User",
                        "Film",
                        null));
        assertThat(aggregate("count(*)")).isEqualTo("count 1");
        assertThat(aggregate("count(r)")).isEqualTo("count 1");
        assertThat(aggregate("count(r.stars)")).isEqualTo("count r.stars");
        assertThat(aggregate("max(r.stars + item.x)")).isNull();
        assertThat(aggregate("max(r.stars + f.x)")).isEqualTo("max r.stars + item.x");
        assertThat(aggregate("count(DISTINCT r)")).isNull();
        assertThat(aggregate("avg(r.stars)")).isNull();
        assertThat(aggregate("sum(*)")).isNull();
    }

    private static String aggregate(String aggregate) {
        return ProjectionQuery.guess("MATCH (u)-[r]->(f) WITH u, f, " + aggregate + " AS n"
                        + " RETURN gds.graph.project('g', u, f, {relationshipProperties: {n: n}})")
                .map(guess ->
                        guess.aggregate() + " " + guess.propertyExpressions().get("n"))
                .orElse(null);
    }

    @Test
    void renamesTheEndsWhereverTheyAreVariables() {
        String query = "MATCH (f:Film {kind: 'u'})<-[r:RATED WHERE r.by = u.u]-(u:User)"
                + " WHERE f.u > u.f AND 'u' <> f['u'] AND any(u IN f.list WHERE u.x) AND u:u"
                + " RETURN gds.graph.project('g', u, f, {relationshipProperties: r {.stars, .`u v`, u: u.f}})";
        assertThat(ProjectionQuery.guess(query))
                .contains(new Guess(
                        "(item:Film {kind: 'u'})<-[r:RATED WHERE r.by = user.u]-(user:User)",
                        "item.u > user.f AND 'u' <> item['u'] AND any(user IN item.list WHERE user.x) AND user:u",
                        Map.of("stars", "r.stars", "u v", "r.`u v`", "u", "user.f"),
                        null,
                        "User",
                        "Film",
                        null));
        // both names, the other way round
        assertThat(ProjectionQuery.guess("MATCH (item)-->(user) RETURN gds.graph.project('g', item, user)"))
                .map(Guess::pattern)
                .contains("(user)-->(item)");
    }

    @Test
    void takesLabelsFromNodesOnTheirOwnAndFromTheCall() {
        assertThat(ProjectionQuery.guess("MATCH (u:User), (f:Film) MATCH (u)-[:A]->()-[:B]->(f) WHERE u.x WITH u, f"
                        + " RETURN gds.graph.project('g', u, f) AS g ORDER BY g"))
                .contains(new Guess(
                        "(user:User)-[:A]->()-[:B]->(item:Film)", "user.x", Map.of(), null, "User", "Film", null));
        assertThat(ProjectionQuery.guess("MATCH (u)-[:A]->(f:A|B) RETURN gds.graph.project('g', u, f,"
                        + " {sourceNodeLabels: ['Us\\'er'], targetNodeLabels: 'Film'})"))
                .contains(new Guess("(user)-[:A]->(item:A|B)", null, Map.of(), null, "Us'er", null, null));
    }

    @Test
    void joinsPredicates() {
        assertThat(ProjectionQuery.guess("MATCH (u) WHERE u.a OR u.b OPTIONAL MATCH (u)-[r]->(f) WHERE r.x"
                        + " RETURN gds.graph.project('g', u, f)"))
                .map(Guess::where)
                .contains("(user.a OR user.b) AND (r.x)");
    }

    @Test
    void givesUpOnWhatItDoesNotUnderstand() {
        String call = " RETURN gds.graph.project('g', u, f)";
        for (String query : List.of(
                "",
                "MATCH",
                call,
                "MATCH (u), (f)" + call,
                "MATCH (u:User)" + call,
                "MATCH (u)-->(f), (u)-->(g)" + call,
                "MATCH (u)-->(f), (x:X)" + call,
                "MATCH (u)-->(f)-->(x)" + call,
                "MATCH (u)-->(f) MATCH (u)-->(f)" + call,
                "MATCH p = (u)-->(f)" + call,
                "MATCH (u)-[*]->(f)" + call,
                "MATCH (u)-->(f) WITH u, f LIMIT 10" + call,
                "MATCH (u)-->(f) WITH DISTINCT u, f" + call,
                "MATCH (u)-->(f) WITH *" + call,
                "MATCH (u)-->(f) WITH u, f AS x" + call,
                "MATCH (u)-->(f) WITH f" + call,
                "MATCH (u)-[r]->(f) WITH u, f, r, count(*) AS n" + call,
                "MATCH (u)-[r]->(f) WITH u, f, count(*) AS n WHERE n > 2" + call,
                "MATCH (u)-[r]->(f) WITH u, f MATCH (f)-->(g)" + call,
                "MATCH (u)-[r]->(f) WHERE r.x = $x" + call,
                "MATCH (u)-[r]->(f) WHERE r.x = y.x" + call,
                "MATCH (u)-[r]->(f) WHERE apoc.x(r)" + call,
                "MATCH (u)-[user]->(f)" + call,
                "MATCH (u)-[r]->(f) WHERE any(item IN r.list WHERE item)" + call,
                "MATCH (u)-[r]->(f) WHERE r {.x, u} = {}" + call,
                "MATCH (u)-[r]->(f) SET r.x = 1" + call,
                "UNWIND [1] AS x MATCH (u)-[r]->(f)" + call,
                "CALL { MATCH (u)-[r]->(f) RETURN u, f }" + call,
                "MATCH (u)-->(f) RETURN f UNION MATCH (u)-->(f)" + call,
                "CYPHER runtime=slotted MATCH (u)-->(f)" + call,
                "MATCH (u)-->(f) RETURN u.x, gds.graph.project('g', u, f)",
                "MATCH (u)-->(f) RETURN gds.graph.project('g', u, u)",
                "MATCH (u)-->(f) RETURN gds.graph.project('g', u, null)",
                "MATCH (u)-->(f) RETURN gds.graph.project('g' + 'h', u, f)",
                "MATCH (u)-->(f) RETURN gds.graph.project('g', u, f, $config)",
                "MATCH (u)-->(f) RETURN gds.graph.project('g', u, f, {relationshipType: $t})",
                "MATCH (u)-->(f) RETURN gds.graph.project('g', u, f, {relationshipType: 'a' + 'b'})",
                "MATCH (u)-->(f) RETURN gds.graph.project('g', u, f, {other: 1})",
                "MATCH (u)-->(f) RETURN gds.graph.project('g', u, f, {}, {undirectedRelationshipTypes: ['*']})",
                "MATCH (u)-[r]->(f) RETURN gds.graph.project('g', u, f, {relationshipProperties: properties(r)})",
                "MATCH (u)-[r]->(f) RETURN gds.graph.project('g', u, f, {relationshipProperties: r {.*}})",
                "MATCH (u)-[r]->(f) WITH u, f, sum(r.x) AS x, max(r.y) AS y"
                        + " RETURN gds.graph.project('g', u, f, {relationshipProperties: {x: x, y: y}})",
                "MATCH (u)-[r]->(f) WITH u, f, sum(r.x) AS x"
                        + " RETURN gds.graph.project('g', u, f, {relationshipProperties: {x: x + 1}})",
                "MATCH (u)-[r]->(f) WITH u, f"
                        + " RETURN gds.graph.project('g', u, f, {relationshipProperties: {x: r.x}})")) {
            assertThat(ProjectionQuery.guess(query)).as(query).isEmpty();
        }
        assertThat(ProjectionQuery.guess(null)).isEmpty();
    }

    /** Pieces of what it knows, out of order: some guess or none, and whatever is guessed is taken by the readers. */
    @Test
    void neverThrows() {
        Random random = new Random(1);
        int guessed = 0;
        for (int round = 0; round < 3_000; round++) {
            String query = KNOWN.get(random.nextInt(KNOWN.size()));
            for (int change = random.nextInt(3); change >= 0; change--) {
                int from = random.nextInt(query.length());
                int to = Math.min(query.length(), from + random.nextInt(8));
                String other = KNOWN.get(random.nextInt(KNOWN.size()));
                int at = random.nextInt(other.length());
                query = query.substring(0, from)
                        + other.substring(at, Math.min(other.length(), at + random.nextInt(8)))
                        + query.substring(to);
            }
            var guess = ProjectionQuery.guess(query);
            if (guess.isPresent()) {
                guessed++;
                Pattern.parse(guess.get().pattern());
                guess.get().propertyExpressions().values().forEach(text -> Expression.parse(text, false));
            }
        }
        assertThat(guessed).isGreaterThan(50);
    }
}
