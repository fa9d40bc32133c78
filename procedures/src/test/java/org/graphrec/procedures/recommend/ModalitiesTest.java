// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** Vectors that came from elsewhere, such as of images, beside those of texts. */
@ExtendWith(RunningDatabase.class)
class ModalitiesTest {
    private static final String OWN_CONTENT = """
            CALL rec.propagate.stream('films', {featureProperties: ['text', 'image'], layers: 1, iterationWeights: [1, 0]%s})
            YIELD nodeId, embedding MATCH (f:Film) WHERE id(f) = nodeId
            RETURN embedding[..3] AS text, embedding[3..] AS image ORDER BY f.name
            """;

    @BeforeEach
    void load(Cypher cypher) {
        cypher.wipe();
        // texts and images differ in scale by a thousand
        cypher.rows("""
                CREATE (:Film {name: 'both', text: [3.0, 4.0, 0.0], image: [0.0, 1000.0]}),
                       (:Film {name: 'image', image: [600.0, 800.0]}),
                       (:Film {name: 'none'}),
                       (:Film {name: 'text', text: [0.0, 0.0, 0.002]})
                """);
        cypher.rows("CALL gds.graph.project('films', {Film: {properties: ['text', 'image']}}, '*')");
    }

    @Test
    void weighsEachModalityAloneAndMasksWhatIsMissing(Cypher cypher) {
        List<Record> rows = cypher.rows(OWN_CONTENT.formatted(""));
        double half = Math.sqrt(0.5);
        isNear(rows.get(0), List.of(0.6 * half, 0.8 * half, 0.0), List.of(0.0, half));
        isNear(rows.get(1), List.of(0.0, 0.0, 0.0), List.of(0.6, 0.8));
        isNear(rows.get(2), List.of(0.0, 0.0, 0.0), List.of(0.0, 0.0));
        isNear(rows.get(3), List.of(0.0, 0.0, 1.0), List.of(0.0, 0.0));
    }

    @Test
    void takesTheWeightsOfTheModalities(Cypher cypher) {
        List<Record> rows = cypher.rows(OWN_CONTENT.formatted(", featureWeights: [3, 4]"));
        isNear(rows.get(0), List.of(0.6 * 0.6, 0.8 * 0.6, 0.0), List.of(0.0, 0.8));
        isNear(rows.get(3), List.of(0.0, 0.0, 1.0), List.of(0.0, 0.0));
    }

    @Test
    void refusesWeightsThatDoNotFit(Cypher cypher) {
        for (String weights : List.of("[1]", "[1, -1]", "[1, 2, 3]")) {
            assertThat(cypher.failure(OWN_CONTENT.formatted(", featureWeights: " + weights)))
                    .hasMessageContaining("`featureWeights` must have a number of at least 0 for each of the 2"
                            + " `featureProperties`");
        }
    }

    @Test
    void refusesAVectorWithANumberThatIsNotFinite(Cypher cypher) {
        cypher.rows("CREATE (:Film {name: 'odd', text: [1.0, 0.0/0.0, 0.0], image: [1.0, 1.0]})");
        cypher.rows("CALL gds.graph.project('odd', {Film: {properties: ['text', 'image']}}, '*')");
        assertThat(cypher.failure(OWN_CONTENT.formatted("").replace("'films'", "'odd'")))
                .hasMessageContaining("must name finite vectors but `text` has a component that is not");
    }

    @Test
    void indexesVectorsThatCameFromElsewhere(Cypher cypher) {
        Record row = cypher.row("CALL rec.index.create('Film', {property: 'image', similarityFunction: 'euclidean'}) "
                + "YIELD indexName, dimension, similarityFunction");
        assertThat(row.get("dimension").asLong()).isEqualTo(2);
        // what is there is told as it is, whatever is asked for
        Record again = cypher.row("CALL rec.index.create('Film', {property: 'image'}) "
                + "YIELD indexName, similarityFunction, created RETURN indexName, similarityFunction, created");
        assertThat(again.get("similarityFunction").asString()).isEqualTo("euclidean");
        assertThat(again.get("created").asBoolean()).isFalse();
        cypher.rows("CALL db.awaitIndexes(60)");
        assertThat(cypher.column(
                        "CALL db.index.vector.queryNodes($index, 1, [590.0, 810.0]) YIELD node RETURN node.name",
                        "index",
                        row.get("indexName").asString()))
                .containsExactly("image");
        cypher.rows("DROP INDEX " + row.get("indexName").asString());
    }

    private static void isNear(Record row, List<Double> text, List<Double> image) {
        for (var part : List.of(
                List.of(row.get("text").asList(), text),
                List.of(row.get("image").asList(), image))) {
            assertThat(part.get(0)).hasSameSizeAs(part.get(1));
            for (int d = 0; d < part.get(1).size(); d++) {
                assertThat((Double) part.get(0).get(d))
                        .isCloseTo((Double) part.get(1).get(d), within(1e-6));
            }
        }
    }
}
