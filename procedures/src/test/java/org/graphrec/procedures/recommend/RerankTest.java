// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.fixtures.Cypher;
import org.graphrec.fixtures.onnx.TinyCrossEncoder;
import org.graphrec.fixtures.onnx.TinyMedia;
import org.graphrec.procedures.embed.EncoderSources;
import org.graphrec.procedures.embed.OpenEncoders;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Record;

/** A cross-encoder that counts the words which a title has in common with the query. */
@ExtendWith(RunningDatabase.class)
class RerankTest {

    private static final String QUERY = "old red cat";

    private static final String ROWS = """
            CALL rec.recommend.stream('m', $user, {k: 4, query: 'old red cat', explain: true,
              rerank: {encoder: 'pairs', k: %d, weight: %s, textProperties: ['title']}})
            YIELD rank, item, score, reasons RETURN rank, item.title AS title, score, reasons
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void load(Cypher cypher) throws IOException {
        Set<String> approved = new HashSet<>(TinyCrossEncoder.write(folder.resolve("pairs")));
        approved.addAll(TinyMedia.colours(folder.resolve("colours")));
        OpenEncoders.configure(new EncoderSources(new EncoderFolder(folder, approved), null, null, 2, ""));
        cypher.wipe();
        cypher.rows("UNWIND ['red movie', 'the red dog', 'blue user', 'old red cat', 'red cat sleeps', 'blue cat runs',"
                + " 'old cat', 'red', 'blue old red cat cat', 'blue', 'new movie', 'the graph'] AS title"
                + " CREATE (:Film {title: title})");
        cypher.rows("UNWIND range(0, 19) AS u CREATE (:User {number: u})");
        cypher.rows("MATCH (u:User), (f:Film) WHERE (u.number + size(f.title)) % 3 = 0 CREATE (u)-[:RATED]->(f)");
        cypher.rows("CALL rec.embed.nodes.write(['Film'], {textProperties: ['title'], encoder: 'colours'})");
        cypher.rows("CALL gds.graph.project('g', {User: {}, Film: {properties: ['embedding']}}, 'RATED')");
        cypher.rows(
                "CALL rec.train('g', {modelName: 'm', architecture: 'itemGraph', featureProperties: ['embedding']})");
    }

    @AfterAll
    static void forget() {
        OpenEncoders.closeAll(Duration.ofSeconds(10));
        OpenEncoders.configure(EncoderSources.bundled(""));
    }

    private static int common(String title) {
        int common = 0;
        for (String word : title.split(" ", -1)) {
            common += List.of(QUERY.split(" ", -1)).contains(word) ? 1 : 0;
        }
        return common;
    }

    @Test
    void putsTheItemsIntoTheOrderOfTheCrossEncoder(Cypher cypher) {
        List<Record> rows = cypher.rows(ROWS.formatted(12, "1.0"), "user", null);
        assertThat(rows).extracting(row -> common(row.get("title").asString())).containsExactly(4, 3, 2, 2);
        for (Record row : rows) {
            assertThat(row.get("score").asDouble())
                    .isCloseTo(
                            TinyCrossEncoder.relevance(common(row.get("title").asString())), within(1e-6));
        }
    }

    @Test
    void choosesFromTheBestOfTheFirstStageOnly(Cypher cypher) {
        String first =
                "CALL rec.recommend.stream('m', null, {k: 6, query: 'old red cat'}) YIELD item RETURN item.title";
        List<Object> best = cypher.column(first);
        List<Record> rows = cypher.rows(ROWS.formatted(6, "1.0"), "user", null);
        assertThat(best)
                .containsAll(rows.stream()
                        .map(row -> (Object) row.get("title").asString())
                        .toList());
    }

    @Test
    void addsAReasonOfItsOwnSoThatPartsSumToTheScore(Cypher cypher) {
        for (String weight : List.of("1.0", "0.5", "0.0")) {
            List<Record> rows = cypher.rows(
                    "MATCH (u:User {number: 4}) " + ROWS.formatted(8, weight).replace("$user", "u"));
            assertThat(rows).hasSize(4);
            for (Record row : rows) {
                double sum = 0;
                double second = 0;
                for (Object reason : row.get("reasons").asList(value -> value.asMap())) {
                    Map<?, ?> map = (Map<?, ?>) reason;
                    sum += (Double) map.get("contribution");
                    second += "rerank".equals(map.get("reason")) ? (Double) map.get("contribution") : 0;
                }
                assertThat(sum).isCloseTo(row.get("score").asDouble(), within(1e-6));
                assertThat(second)
                        .isCloseTo(
                                Double.parseDouble(weight)
                                        * TinyCrossEncoder.relevance(
                                                common(row.get("title").asString())),
                                within(1e-6));
            }
        }
    }

    @Test
    void explainsTheSameScoreAndRank(Cypher cypher) {
        String config =
                "{k: 4, query: 'old red cat', rerank: {encoder: 'pairs', k: 8, weight: 0.7, textProperties: ['title']}}";
        for (Record row : cypher.rows("MATCH (u:User {number: 5}) CALL rec.recommend.stream('m', u, " + config
                + ") YIELD rank, item, score CALL rec.explain.stream('m', u, item, " + config
                + ") YIELD reason, contribution, score AS explained, rank AS place, rankWithout"
                + " RETURN rank, score, explained, place, collect(reason) AS reasons, sum(contribution) AS sum,"
                + " count(rankWithout) AS ranks")) {
            assertThat(row.get("place").asLong()).isEqualTo(row.get("rank").asLong());
            assertThat(row.get("explained").asDouble())
                    .isCloseTo(row.get("score").asDouble(), within(1e-6));
            assertThat(row.get("sum").asDouble()).isCloseTo(row.get("score").asDouble(), within(1e-6));
            assertThat(row.get("reasons").asList()).contains("rerank");
            assertThat(row.get("ranks").asLong()).isZero();
        }
        assertThat(cypher.value(
                                "MATCH (u:User {number: 5}), (f:Film {title: 'old red cat'}) CALL rec.explain.text('m', u, f, "
                                        + config.replace("weight: 0.7", "weight: 1") + ") YIELD text RETURN text")
                        .asString())
                .contains("100 % comes from reading the text together with the search text.");
    }

    @Test
    void scoresForSeveralUsersAndChangesNothingForAnybodyElse(Cypher cypher) {
        String call =
                "MATCH (u:User) WHERE u.number < 3 WITH collect(u) AS users CALL rec.recommend.stream('m', users, {k: 2,"
                        + " query: 'old red cat', rerank: {encoder: 'pairs', k: 12, textProperties: ['title']}}) YIELD user, item"
                        + " RETURN user.number + item.title";
        assertThat(cypher.column(call))
                .hasSize(6)
                .isEqualTo(cypher.column(call.replace("k: 2,", "concurrency: 1, k: 2,")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rerank: {encoder: 'pairs', textProperties: ['title']} | It needs a `query` beside it",
                "query: 'a', rerank: {encoder: 'pairs'} | No value specified for the mandatory configuration parameter"
                        + " `textProperties`",
                "query: 'a', rerank: {textProperties: ['title']} | No value specified for the mandatory configuration parameter"
                        + " `encoder`",
                "query: 'a', k: 20, rerank: {encoder: 'pairs', k: 5, textProperties: ['title']} | The value of `k` must be at least"
                        + " the `k` of the call, 20, but was `5`.",
                "query: 'a', offset: 2, rerank: {encoder: 'pairs', textProperties: ['title']} | It cannot be combined with",
                "query: 'a', rerank: {encoder: 'colours', textProperties: ['title']} | The encoder `colours` has no model of pairs of"
                        + " texts, only of texts, pictures.",
                "query: 'a', rerank: {encoder: 'all-MiniLM-L6-v2', textProperties: ['title']} | The encoder `all-MiniLM-L6-v2` reads"
                        + " texts, not pairs of texts.",
                "query: 'a', rerank: {encoder: 'pair', textProperties: ['title']} | Did you mean `pairs`?",
                "query: 'a', rerank: {encoder: 'pairs', textPropertis: ['title']} | Did you mean"
            })
    void refusesWhatCannotBeMeant(String sentence, Cypher cypher) {
        String[] parts = sentence.split(" \\| ", -1);
        assertThat(cypher.failure("CALL rec.recommend.stream('m', null, {" + parts[0] + "}) YIELD rank RETURN rank"))
                .hasMessageContaining(parts[1]);
    }
}
