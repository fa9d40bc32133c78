// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Record;

/** Which text of a node is embedded, and what is told about texts and vectors that are odd. */
@ExtendWith(RunningDatabase.class)
class EmbedTextTest {

    @BeforeEach
    void wipe(Cypher cypher) {
        cypher.wipe();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            textProperties: ['title', 'plot']         | Heat. A robber and a detective
            textProperties: ['plot', 'title']         | A robber and a detective. Heat
            textProperties: 'title'                   | Heat
            textProperties: ['title', 'absent']       | Heat
            textProperties: ['genres', 'title']       | Crime, Drama. Heat
            textProperties: ['title', 'year']         | Heat. 1995
            textProperties: ['title', 'ratings']      | Heat
            template: '{title} ({year}): {plot}'      | Heat (1995): A robber and a detective
            template: '{title}, {title} {genres}'     | Heat, Heat Crime, Drama
            template: '{title}{absent}'               | Heat
            """)
    void readsTheTextAsConfigured(String configuration, String expected, Cypher cypher) {
        cypher.rows("""
                CREATE (:Film {title: ' Heat', plot: 'A robber and a detective', genres: ['Crime', 'Drama'], year: 1995,
                               ratings: [1.5, 2.5]}), (:Other {absent: 'x'})
                """);
        // the same text has the same bits
        assertThat(cypher.value(
                                "CALL rec.embed.nodes.stream(['Film'], {" + configuration.replace("' Heat", "'Heat")
                                        + "}) YIELD embedding RETURN embedding = rec.embed($expected)",
                                "expected",
                                configuration.startsWith("template")
                                        ? expected.replace("Heat", " Heat").strip()
                                        : expected)
                        .asBoolean())
                .isTrue();
    }

    @Test
    void countsTextsThatAreEmptyOrCut(Cypher cypher) {
        cypher.rows("""
                CREATE (:Film {title: 'short'}), (:Film {title: '  '}), (:Film), (:Film {title: ''}),
                       (:Film {title: reduce(t = '', i IN range(1, 2000) | t + 'word ')}), (:Film {title: []})
                """);
        for (String mode : List.of("stats(['Film'], {", "write(['Film'], {writeProperty: 'v', ")) {
            Record row = cypher.row("CALL rec.embed.nodes." + mode + "textProperties: ['title']}) "
                    + "YIELD nodeCount, emptyTexts, truncatedTexts, zeroVectors, nonFiniteVectors");
            assertThat(row.values().stream().map(value -> value.asLong()).toList())
                    .containsExactly(6L, 4L, 1L, 0L, 0L);
        }
        assertThat(cypher.value("MATCH (f:Film) RETURN count(f.v)").asLong()).isEqualTo(2);
    }

    @Test
    void countsTextsInALanguageThatTheEncoderWasNotMadeFor(Cypher cypher) {
        cypher.rows(
                "CREATE (:Film {title: 'Heat'}), (:Film {title: '\u661f\u9645\u7a7f\u8d8a'}), (:Film {title: 'Amelie'})");
        for (String mode : List.of("stats(['Film'], {", "write(['Film'], {writeProperty: 'v', ")) {
            assertThat(cypher.value("CALL rec.embed.nodes." + mode
                                    + "textProperties: ['title']}) YIELD otherLanguageTexts")
                            .asLong())
                    .isEqualTo(1);
        }
    }

    @Test
    void findsTheLastParagraphOfALongTextThatIsEncodedInChunks(Cypher cypher) {
        cypher.rows("""
                UNWIND ['The keeper of the lighthouse repairs the lamp before the storm comes in.',
                        'A bakery in the old town sells bread with walnuts and honey.',
                        'The tax law of the republic was amended for small companies.'] AS last
                CREATE (:Film {last: last,
                  title: reduce(t = '', i IN range(1, 1000) | t + 'A train runs slowly. ') + last + ' ' + last})
                """);
        String call = "CALL rec.embed.nodes.write(['Film'], {textProperties: ['title'], writeProperty: $p%s})"
                + " YIELD truncatedTexts, chunkedTexts RETURN [truncatedTexts, chunkedTexts]";
        assertThat(cypher.value(call.formatted(""), "p", "begun").asList()).containsExactly(3L, 0L);
        assertThat(cypher.value(call.formatted(", chunk: {size: 100}"), "p", "whole")
                        .asList())
                .containsExactly(0L, 3L);
        String found = """
                MATCH (asked:Film) WITH asked, rec.embed.query(asked.last) AS query
                MATCH (f:Film) WITH asked, f, vector.similarity.cosine(f.%s, query) AS score ORDER BY score DESC
                WITH asked, collect(f) AS films, collect(score) AS scores
                RETURN films[0] = asked AND scores[0] > scores[1] + 0.001 AS first
                """;
        assertThat(cypher.column(found.formatted("whole"))).containsExactly(true, true, true);
        // only their beginning counted, which they have in common
        assertThat(cypher.column(found.formatted("begun"))).containsExactly(false, false, false);
    }

    @Test
    void keepsTheChunksOfTextsOf5000WordsSoThatAQueryFindsTheOneThatItIsAbout(Cypher cypher) {
        cypher.rows("""
                UNWIND [['tax law', 'The penalty for late filing is five percent.'],
                        ['gardens', 'Prune the roses in early spring.'],
                        ['football', 'The keeper saved two penalties.']] AS pair
                CREATE (:Report {last: pair[1],
                  body: reduce(t = '', i IN range(1, 625) | t + 'Here is what we know about ' + pair[0] + '. ') + pair[1]})
                """);
        String stream = "CALL rec.embed.nodes.stream(['Report'], {textProperties: ['body'], chunk: {pooling: 'none'}})"
                + " YIELD nodeId, chunk, text, embedding ";
        cypher.rows(stream + "MATCH (r) WHERE id(r) = nodeId"
                + " CREATE (r)-[:HAS_CHUNK]->(:Chunk {number: chunk, text: text, embedding: embedding})");
        assertThat(cypher.value("MATCH (:Report)-->(c:Chunk) RETURN count(c)").asLong())
                .isGreaterThan(60);
        assertThat(cypher.column("""
                        MATCH (asked:Report) WITH asked, rec.embed.query(asked.last) AS query
                        MATCH (r:Report)-[:HAS_CHUNK]->(c)
                        WITH asked, r, c, vector.similarity.cosine(c.embedding, query) AS score ORDER BY score DESC
                        WITH asked, collect([r, c.text])[0] AS best
                        RETURN best[0] = asked AND best[1] ENDS WITH asked.last AS found
                        """)).containsExactly(true, true, true);
        assertThat(cypher.column("MATCH (r:Report)-->(c:Chunk) WITH r, c ORDER BY c.number"
                        + " WITH r, collect(c.number) AS numbers RETURN numbers = range(0, size(numbers) - 1)"))
                .containsExactly(true, true, true);
        assertThat(cypher.failure("CALL rec.embed.nodes.write(['Report'],"
                        + " {textProperties: ['body'], chunk: {pooling: 'none'}})"))
                .hasMessageContaining("In `chunk`: The value of `pooling` must be `mean` or `max` but was `none`, which"
                        + " gives a node several vectors. Use `rec.embed.nodes.stream`, and write a node for each of its"
                        + " rows.");
    }

    @Test
    void encodesAgainWhatWouldBeCutIntoOtherChunks(Cypher cypher) {
        cypher.rows("CREATE (:Film {title: 'Heat'})");
        String call = "CALL rec.embed.nodes.write(['Film'], {textProperties: ['title'], onlyStale: true%s})"
                + " YIELD nodesSkipped";
        assertThat(cypher.value(call.formatted("")).asLong()).isZero();
        assertThat(cypher.value(call.formatted("")).asLong()).isEqualTo(1);
        assertThat(cypher.value(call.formatted(", chunk: {size: 50}")).asLong()).isZero();
        assertThat(cypher.value(call.formatted(", chunk: {size: 50}")).asLong()).isEqualTo(1);
    }

    @Test
    void refusesChunksThatTheEncoderDoesNotRead(Cypher cypher) {
        cypher.rows("CREATE (:Film {title: 'Heat'})");
        String call = "CALL rec.embed.nodes.stats(['Film'], {textProperties: ['title'], chunk: %s})";
        assertThat(cypher.failure(call.formatted("{size: 300}")))
                .hasMessageContaining("The `size` of `chunk` must be at most 254, which the encoder `all-MiniLM-L6-v2`"
                        + " reads, but was `300`.");
        assertThat(cypher.failure(call.formatted("{sise: 300, overlap: -1}")))
                .hasMessageContaining("In `chunk`: ")
                .hasMessageContaining("`sise`")
                .hasMessageContaining("`overlap`");
        assertThat(cypher.failure(call.formatted("'all'"))).hasMessageContaining("`chunk`");
    }

    @Test
    void showsACollapseOfAllVectorsIntoOne(Cypher cypher) {
        cypher.rows("UNWIND range(1, 40) AS i CREATE (:Same {t: 'To be announced', d: 'number ' + i * i * i})");
        cypher.rows("""
                UNWIND ['a bread recipe', 'stock market news', 'alien planets', 'football results', 'Baroque music',
                        'garden plants', 'tax law', 'running shoes'] AS t CREATE (:Varied {t: t})
                """);
        String call = "CALL rec.embed.nodes.stats([$label], {textProperties: ['t']}) YIELD meanPairwiseCosine";
        assertThat(cypher.value(call, "label", "Same").asDouble()).isBetween(0.99999, 1.00001);
        assertThat(cypher.value(call, "label", "Varied").asDouble()).isBetween(-0.1, 0.4);
    }

    @Test
    void addsTheSameVectorsToAProjectionAsItWrites(Cypher cypher) {
        cypher.rows("CREATE (:Film {title: 'Heat'})-[:LIKE]->(:Film {title: 'Ronin'}), (:Film)");
        cypher.rows("CALL gds.graph.project('films', 'Film', '*')");
        Record row = cypher.row("""
                CALL rec.embed.nodes.mutate('films', {textProperties: ['title'], mutateProperty: 'v'})
                YIELD nodeCount, nodePropertiesWritten, emptyTexts RETURN nodeCount, nodePropertiesWritten, emptyTexts
                """);
        assertThat(row.values().stream().map(value -> value.asLong()).toList()).containsExactly(3L, 2L, 1L);
        assertThat(cypher.column("""
                        CALL gds.graph.nodeProperty.stream('films', 'v') YIELD nodeId, propertyValue
                        MATCH (f) WHERE id(f) = nodeId AND f.title IS NOT NULL
                        RETURN gds.similarity.cosine(propertyValue, rec.embed(f.title)) > 0.999999
                        """)).containsExactly(true, true);
        assertThat(cypher.failure(
                        "CALL rec.embed.nodes.mutate('films', {textProperties: ['title'], " + "mutateProperty: 'v'})"))
                .hasMessageContaining("`mutateProperty`")
                .hasMessageContaining("has `v` already");
    }

    @ParameterizedTest
    @CsvSource({"stream, ''", "stats, ''", "mutate, 'mutateProperty: \"v\", '", "write, ''"})
    void estimatesEveryMode(String mode, String keys, Cypher cypher) {
        cypher.rows("UNWIND range(1, 1000) AS i CREATE (:Film {title: 'film ' + i})");
        cypher.rows("CALL gds.graph.project('films', 'Film', '*')");
        String call = "CALL rec.embed.nodes." + mode + ".estimate('films', {" + keys + "textProperties: ['title']}) "
                + "YIELD nodeCount, bytesMin, bytesMax, requiredMemory RETURN nodeCount, bytesMin, bytesMax";
        Record row = cypher.row(call);
        assertThat(row.get("nodeCount").asLong()).isEqualTo(1000);
        assertThat(row.get("bytesMax").asLong()).isBetween(row.get("bytesMin").asLong(), 1L << 30);
        assertThat(row.get("bytesMax").asLong()).isGreaterThan(1000 * 8);
        assertThat(cypher.failure(call.replace("title'", "titel'"))).hasMessageContaining("`titel`");
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "1024"})
    void isTheSameForAnyConcurrency(int concurrency, Cypher cypher) {
        cypher.rows("UNWIND range(1, 60) AS i CREATE (:Film {title: 'film number ' + i})");
        assertThat(cypher.column(
                        "CALL rec.embed.nodes.stream(['Film'], {textProperties: ['title'], concurrency: $n}) "
                                + "YIELD nodeId, embedding MATCH (f) WHERE id(f) = nodeId "
                                + "RETURN DISTINCT embedding = rec.embed(f.title)",
                        "n",
                        concurrency))
                .containsExactly(true);
    }
}
