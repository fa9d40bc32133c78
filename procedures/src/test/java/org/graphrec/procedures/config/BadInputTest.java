// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.fixtures.Faults;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/** What people get wrong: each a line that names the parameter, the value and the way out. */
@ExtendWith(RunningDatabase.class)
class BadInputTest {

    @BeforeAll
    static void load(Cypher cypher) {
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "model", "itemGraph");
        cypher.rows("CREATE (:Passerby {name: 'stranger'})");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            CALL rec.train('flims', {modelName: 'm'})                                      | `graphName`~`flims`~`films`~gds.graph.project
            CALL rec.propagate.stream('nope', {featureProperties: ['embedding']})          | `graphName`~`nope`~gds.graph.project
            CALL rec.train('films', {modelName: 'm', featureProperties: ['embeding']})     | `featureProperties`~`embeding`~`embedding`
            CALL rec.propagate.stream('films', {featureProperties: ['plot']})              | `featureProperties`~`plot`
            CALL rec.train('films', {modelName: 'm', topK: 'many'})                        | `topK`~Integer~`many`
            CALL rec.train('films', {modelName: 'm', validationFraction: 1.5})             | `validationFraction`~between~`1.5`
            CALL rec.train('films', {modelName: 'm', architecture: 'itemGraf'})            | `architecture`~`itemGraf`~`itemGraph`
            CALL rec.train('films', {})                                                    | `modelName`
            CALL rec.train('films', {modelName: 'm', sourceNodeLabel: 'Usr'})              | `sourceNodeLabel`~`Usr`~`User`
            CALL rec.train('films', {modelName: 'm', relationshipTypes: ['RATES']})        | `relationshipTypes`~`RATES`~`RATED`
            CALL rec.train('films', {modelName: 'm', randomSed: 1})                        | `randomSed`~Did you mean~`randomSeed`
            CALL rec.recommend.stream('modle', '*')                                        | `modle`~`model`
            CALL rec.recommend.stream('model', '*', {k: 0})                                | `k`~between 1~`0`
            CALL rec.recommend.stream('model', '*', {excludeSeen: 'no'})                   | `excludeSeen`~Boolean~`no`
            CALL rec.recommend.stream('model', '*', {candidates: ['film1']})               | `candidates`~`film1`~nodes
            MATCH (p:Passerby) CALL rec.recommend.stream('model', p) YIELD item RETURN item | `users`~Passerby~`User`
            CALL rec.recommend.stream('model', 'user1')                                    | `users`~`user1`
            CALL rec.recommend.stream('model', [])                                         | `users`
            CALL rec.recommend.write('model', '*', {k: 3})                                 | `writeRelationshipType`
            CALL rec.embed.nodes.write(['Flim'], {textProperties: ['plot']})               | `Flim`~`Film`
            CALL rec.embed.nodes.write(['Film'], {})                                       | `textProperties`
            CALL rec.embed.nodes.stream(['Film'], {textProperties: ['plot'], encoder: 'x'}) | `encoder`~`x`~all-MiniLM-L6-v2
            CALL rec.propagate.mutate('films', {featureProperties: ['embedding']})         | `mutateProperty`
            CALL rec.propagate.stream('films', {featureProperties: ['embedding'], layers: 99}) | `layers`~between~`99`
            CALL rec.model.drop('modle')                                                   | `modle`~`model`
            """)
    void namesTheParameterTheValueAndTheWayOut(String statement, String fragments, Cypher cypher) {
        Neo4jException failure = cypher.failure(statement);
        assertThat(failure).as("%s passes", statement).isNotNull();
        assertThat(failure.getMessage()).contains(Arrays.asList(fragments.split("~")));
        assertThat(failure.code()).startsWith("Neo.ClientError");
        assertThat(failure.getMessage())
                .doesNotContain("\n")
                .doesNotContain("\tat ")
                .doesNotContain("null");
    }

    @Test
    void takesNullForWhatIsMissing(Cypher cypher) {
        String found =
                " YIELD name, argumentDescription WHERE name STARTS WITH 'rec.' AND size(argumentDescription) > 0"
                        + " RETURN name, size(argumentDescription) AS arguments";
        List<String> calls = new ArrayList<>();
        for (Record row : cypher.rows("SHOW PROCEDURES" + found)) {
            calls.addAll(withNulls("CALL ", row));
        }
        for (Record row : cypher.rows("SHOW USER DEFINED FUNCTIONS" + found)) {
            calls.addAll(withNulls("RETURN ", row));
        }
        assertThat(calls).hasSizeGreaterThan(100);
        Checkerboard.train(cypher, "spare", "itemGraph");
        for (String call : calls) {
            Neo4jException failure = cypher.failure(call);
            if (failure != null) {
                assertThat(failure.code()).as(call).startsWith("Neo.ClientError");
                assertThat(Faults.isNamedIn(failure.getMessage()))
                        .as("%s: %s", call, failure.getMessage())
                        .isFalse();
            }
        }
    }

    /** Calls with null for everything, and for everything after a first argument that may mean something. */
    private static List<String> withNulls(String verb, Record procedure) {
        int arguments = procedure.get("arguments").asInt();
        return Stream.of("null", "'spare'", "'films'", "['Film']")
                .map(first ->
                        verb + procedure.get("name").asString() + "(" + first + ", null".repeat(arguments - 1) + ")")
                .toList();
    }
}
