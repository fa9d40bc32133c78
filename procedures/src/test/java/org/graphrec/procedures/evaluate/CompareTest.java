// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.graphrec.fixtures.ComparedFilms;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.Neo4jException;

@ExtendWith(RunningDatabase.class)
class CompareTest {
    private static final List<String> METRICS = List.of(
            "rmse",
            "mae",
            "accuracy",
            "recall",
            "ndcg",
            "hitRate",
            "mrr",
            "auc",
            "coverage",
            "novelty",
            "gini",
            "tailShare",
            "debiasedNdcg");

    private static int ratings;

    @BeforeAll
    static void load(Cypher cypher) {
        ratings = ComparedFilms.load(cypher);
    }

    private static Record of(List<Record> rows, String architecture) {
        return rows.stream()
                .filter(row -> row.get("architecture").asString().equals(architecture))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void putsMethodsSideBySide(Cypher cypher) {
        List<Record> rows = cypher.rows("""
            CALL rec.compare('rated', {
              architectures: ['popularity', 'content', 'userKnn', 'itemKnn', 'mf', 'svdpp'],
              ratingProperty: 'rating', featureProperties: ['embedding'], folds: 3, k: 5, seeds: [1, 2]
            })
            """);
        assertThat(rows).hasSize(6);
        for (Record row : rows) {
            assertThat(row.get("segment").asString()).isEqualTo("all");
            assertThat(row.get("interactions").asLong()).isEqualTo(2L * ratings);
            assertThat(row.get("users").asLong()).isEqualTo(ComparedFilms.USERS);
            assertThat(row.get("likeThreshold").asDouble()).isBetween(3.0, 5.0);
            assertThat(row.get("warnings").asList()).isEmpty();
            assertThat(row.get("memoryBytes").asLong()).isPositive();
            for (String metric : METRICS) {
                boolean lists = METRICS.indexOf(metric) > 2;
                Value value = row.get(metric);
                assertThat(value.isNull())
                        .as("%s of %s", metric, row.get("architecture"))
                        .isEqualTo(lists && row.get("architecture").asString().equals("svdpp"));
                if (!value.isNull() && !metric.equals("gini") && !metric.equals("coverage")) {
                    List<Double> interval = row.get("intervals").get(metric).asList(Value::asDouble);
                    assertThat(value.asDouble()).isBetween(interval.get(0), interval.get(1));
                }
            }
        }
        Record popularity = of(rows, "popularity");
        Record content = of(rows, "content");
        assertThat(content.get("ndcg").asDouble())
                .isGreaterThan(popularity.get("ndcg").asDouble());
        assertThat(content.get("rmse").asDouble())
                .isLessThan(0.8 * popularity.get("rmse").asDouble());
        assertThat(popularity.get("pValues").get("ndcg").asDouble()).isLessThan(0.01);
        assertThat(popularity.get("comparedWith").get("ndcg").asString()).isNotEqualTo("popularity");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "split: 'temporal', relationshipTimeProperty: 'at'",
                "split: 'leaveLastOut', relationshipTimeProperty: 'at'",
                "split: 'temporal', relationshipTimeProperty: 'at', folds: 3",
                "split: 'leaveLastTwoOut', relationshipTimeProperty: 'at'",
                "relationshipTimeProperty: 'at'",
                "split: 'given', splitProperty: 'part'",
                "split: 'random', testFraction: 0.3, coldItemFraction: 0.2, coldUserFraction: 0.1"
            })
    void splitsAsItIsTold(String split, Cypher cypher) {
        List<Record> rows = cypher.rows("CALL rec.compare('rated', {" + split
                + ", architectures: ['content', 'itemKnn'], featureProperties: ['embedding'], k: 5})");
        long held = of(rows, "content").get("interactions").asLong();
        if (split.contains("given")) {
            assertThat(held)
                    .isEqualTo(cypher.value("MATCH ()-[r:RATED {part: 1}]->() RETURN count(r)")
                            .asLong());
        } else if (split.contains("leaveLast")) {
            assertThat(held).isEqualTo(ComparedFilms.USERS);
        } else if (split.contains("temporal") || !split.contains("split")) {
            // where there are times this is the default
            assertThat(of(rows, "content").get("configuration").get("split").asString())
                    .isEqualTo("temporal");
            assertThat((double) held / ratings).isCloseTo(0.2, within(0.01));
        } else {
            assertThat(rows.stream().map(row -> row.get("segment").asString()).distinct())
                    .containsExactly("all", "warm", "coldItems", "coldUsers", "knownUsers");
        }
    }

    /** FastRP, node2vec and the like have seen what is held out. */
    @Test
    void warnsOfVectorsThatMayGiveTheAnswerAway(Cypher cypher) {
        Record row = cypher.row(
                "CALL rec.compare('rated', {architectures: ['content'], featureProperties: ['embedding', 'fastrp']})");
        assertThat(row.get("warnings").asList(Value::asString))
                .singleElement()
                .asString()
                .startsWith("The vectors of `fastrp` have no passport of a text encoder.")
                .contains("what is held out leaks through them");
    }

    @Test
    void evaluatesAModelOnWhatItHasNotSeen(Cypher cypher) {
        cypher.rows("CALL rec.train('rated', {modelName: 'saw-all', architecture: 'itemKnn'})");
        assertThat(cypher.failure("CALL rec.evaluate('saw-all', 'rated', {split: 'given', splitProperty: 'part'})"))
                .hasMessageContaining("The model `saw-all` was trained on " + ratings + " interactions but only")
                .hasMessageContaining("it has seen what it would have to predict");
        cypher.rows("CALL gds.graph.filter('past', 'rated', '*', 'r.part = 0.0')");
        cypher.rows("CALL rec.train('past', {modelName: 'saw-past', architecture: 'content', "
                + "featureProperties: ['embedding']})");
        Record row =
                cypher.row("CALL rec.evaluate('saw-past', 'rated', {split: 'given', splitProperty: 'part', k: 5})");
        Record compared = cypher.row("CALL rec.compare('rated', {architectures: ['content'], "
                + "featureProperties: ['embedding'], split: 'given', splitProperty: 'part', k: 5})");
        for (String metric : List.of("recall", "ndcg", "hitRate", "mrr", "auc", "coverage", "gini")) {
            assertThat(row.get(metric).asDouble())
                    .as(metric)
                    .isCloseTo(compared.get(metric).asDouble(), within(1e-9));
        }
        assertThat(row.get("rmse").isNull()).isTrue();
    }

    @Test
    void estimatesAtLeastWhatOneMethodNeeds(Cypher cypher) {
        Record estimate = cypher.row(
                "CALL rec.compare.estimate('rated', {ratingProperty: 'rating', featureProperties: ['embedding']})");
        Record one = cypher.row("CALL rec.compare('rated', {architectures: ['mf'], ratingProperty: 'rating'})");
        assertThat(estimate.get("bytesMax").asLong())
                .isGreaterThan(one.get("memoryBytes").asLong());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CALL rec.compare('ratd')                                                       | `graphName`~`ratd`~`rated`
        CALL rec.compare('rated', {architectures: ['contnt']})                         | `architectures`~`contnt`~`content`
        CALL rec.compare('rated', {architectures: ['content']})                        | `featureProperties`~`content`
        CALL rec.compare('rated', {architectures: ['svdpp']})                          | `svdpp`~only predicts ratings~`ratingProperty`
        CALL rec.compare('rated', {architectures: ['lightgcn'], metrics: ['rmse'], ratingProperty: 'rating'}) | `lightgcn`~predicts no ratings
        CALL rec.compare('rated', {metrics: ['rmse']})                                 | `ratingProperty`~`rmse`
        CALL rec.compare('rated', {metrics: ['ndgc']})                                 | `metrics`~`ndgc`~`ndcg`
        CALL rec.compare('rated', {split: 'temporal'})                                 | `relationshipTimeProperty`~`temporal`
        CALL rec.compare('rated', {split: 'leaveLastOut', relationshipTimeProperty: 'at', folds: 5}) | `folds`~must be 1~`random`~`temporal`
        CALL rec.compare('rated', {architectures: ['recentPopularity'], relationshipTimeProperty: 'at', split: 'random'}) | `recentPopularity`~`relationshipTimeProperty`~`random`
        CALL rec.compare('rated', {split: 'given'})                                    | `given`~`splitProperty`
        CALL rec.compare('rated', {ratingProperty: 'stars'})                           | `ratingProperty`~`stars`~`rating`
        CALL rec.compare('rated', {seeds: [1.5]})                                      | `seeds`~Integers
        CALL rec.compare('rated', {architectures: ['mf'], baseline: 'content'})        | `baseline`~`best`~`mf`~`content`
        CALL rec.compare('rated', {likeTreshold: 4})                                   | `likeTreshold`~Did you mean~`likeThreshold`
        CALL rec.evaluate('nobody', 'rated')                                           | `modelName`~`nobody`
        CALL rec.report.html('rated', {architectures: ['popularity'], fileName: '../x'}) | `fileName`~letters
        CALL rec.report.html('rated', {architectures: ['popularity'], fileName: 'x'})  | `rec.model.export_location`
        """)
    void namesTheParameterTheValueAndTheWayOut(String statement, String fragments, Cypher cypher) {
        Neo4jException failure = cypher.failure(statement);
        assertThat(failure).as("%s passes", statement).isNotNull();
        assertThat(failure.getMessage()).contains(Arrays.asList(fragments.split("~")));
        assertThat(failure.getMessage()).doesNotContain("\n").doesNotContain("null");
    }
}
