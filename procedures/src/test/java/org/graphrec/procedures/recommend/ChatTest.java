// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.graphrec.base.Json;
import org.graphrec.base.JsonException;
import org.graphrec.embedding.ServiceOptions;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** A chat service, played by this JVM, which turns the facts it is given around. */
@ExtendWith(RunningDatabase.class)
class ChatTest {
    private static final String CALL = """
            MATCH (u:User {name: 'ada', secret: 'of the user'}), (f:Film {title: 'Rust “Belt”'})
            CALL rec.explain.text('m', u, f, {phrased: true, language: '%s'})
            YIELD text, sentences, phrasedBy RETURN text, sentences, phrasedBy
            """;

    private static final List<String> BODIES = new CopyOnWriteArrayList<>();
    private static HttpServer service;
    private static volatile int status;

    /** What is sent instead of the facts turned around; null: nothing else. */
    private static volatile String answer;

    @BeforeAll
    static void start(Cypher cypher) throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/v1/chat/completions", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            BODIES.add(body);
            byte[] sent = (answer == null ? turned(body) : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, sent.length);
            exchange.getResponseBody().write(sent);
            exchange.close();
        });
        service.start();
        cypher.wipe();
        cypher.rows("UNWIND ['Rust “Belt”', 'Comet', 'Signal', 'Garden'] AS title"
                + " CREATE (:Film {title: title, secret: 'of the film'})");
        cypher.rows("UNWIND ['ada', 'bob', 'cem', 'dan'] AS name CREATE (:User {name: name, secret: 'of the user'})");
        cypher.rows("MATCH (u:User), (f:Film) WHERE f.title IN ['Comet', 'Signal'] OR"
                + " (u.name <> 'ada' AND f.title STARTS WITH 'Rust') CREATE (u)-[:RATED]->(f)");
        cypher.rows("CALL gds.graph.project('g', ['User', 'Film'], 'RATED')");
        cypher.rows("CALL rec.train('g', {modelName: 'm', architecture: 'itemKnn'})");
    }

    @BeforeEach
    void answering() {
        ChatEndpoint.configure(new ServiceOptions(
                URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/v1"),
                "sk-of-the-operator",
                "writer",
                0,
                Duration.ofSeconds(20)));
        BODIES.clear();
        status = 200;
        answer = null;
    }

    @AfterAll
    static void stop() {
        ChatEndpoint.configure(null);
        service.stop(0);
    }

    private static String turned(String body) {
        String facts = (String) messages(body).get(1).get("content");
        return message(new StringBuilder(facts).reverse().toString());
    }

    private static String message(String content) {
        return Json.write(Map.of(
                "choices", List.of(Map.of("message", Map.of("role", "assistant", "content", content), "index", 0L))));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> messages(String body) {
        try {
            return (List<Map<String, Object>>) Json.readObject(body).get("messages");
        } catch (JsonException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void isGivenNothingButTheParts(Cypher cypher) {
        Record row = cypher.row(CALL.formatted("en"));
        List<String> sentences = row.get("sentences").asList(value -> value.asString());
        assertThat(sentences).hasSizeGreaterThan(2).anyMatch(sentence -> sentence.contains("“Comet” in the history"));
        assertThat(BODIES).hasSize(1);
        assertThat(messages(BODIES.get(0)).stream()
                        .map(message -> message.get("role"))
                        .collect(Collectors.toList()))
                .containsExactly("system", "user");
        assertThat(messages(BODIES.get(0)).get(1)).containsEntry("content", String.join("\n", sentences));
        assertThat((String) messages(BODIES.get(0)).get(0).get("content"))
                .contains("Say only what the facts below say")
                .contains("sentences in English")
                .doesNotContain("Comet");
        assertThat(BODIES.get(0)).doesNotContain("secret", "ada", "sk-of-the-operator");
        assertThat(row.get("text").asString())
                .isEqualTo(new StringBuilder(String.join("\n", sentences))
                        .reverse()
                        .toString());
        assertThat(row.get("phrasedBy").asString()).isEqualTo("writer");
    }

    @Test
    void isAskedForTheLanguageOfTheSentences(Cypher cypher) {
        assertThat(cypher.row(CALL.formatted("zh")).get("text").asString()).contains("户用该对");
        assertThat(BODIES.get(0)).contains("sentences in Chinese");
    }

    @Test
    void isAskedOnlyByThoseWhoSaySo(Cypher cypher) {
        Record row = cypher.row(CALL.formatted("en").replace("phrased: true, ", ""));
        assertThat(BODIES).isEmpty();
        assertThat(row.get("phrasedBy").isNull()).isTrue();
        assertThat(row.get("text").asString())
                .isEqualTo(String.join(" ", row.get("sentences").asList(value -> value.asString())));
    }

    @Test
    void isToldOfByNameWhereThereIsNone(Cypher cypher) {
        ChatEndpoint.configure(null);
        assertThat(cypher.failure(CALL.formatted("en")))
                .hasMessageContaining(
                        "The value of `phrased` is `true`, but there is no chat service. The operator sets"
                                + " one by `rec.chat.base_url` and `rec.chat.model` in graph-recommender.conf; leave `phrased` out"
                                + " until then.");
    }

    @Test
    void failsWithWhatIsWrongWithTheService(Cypher cypher) {
        status = 401;
        assertThat(cypher.failure(CALL.formatted("en")))
                .hasMessageContaining("The chat service for the model `writer` answered with status 401. Check"
                        + " `rec.chat.key` in graph-recommender.conf.");
        status = 200;
        Map<String, String> answers = Map.of(
                "no text",
                "no JSON object",
                "{}",
                "no message",
                "{\"choices\": [{\"message\": {\"content\": null}}]}",
                "no message",
                message(" \u0000\n "),
                "an empty text",
                message("x".repeat(4_001)),
                "a text of more than 4000 characters",
                "{\"choices\": [{\"message\": {\"content\": \"It\"}, \"finish_reason\": \"length\"}]}",
                "a text that breaks off");
        for (Map.Entry<String, String> one : answers.entrySet()) {
            answer = one.getKey();
            assertThat(cypher.failure(CALL.formatted("en")))
                    .hasMessageContaining("The chat service for the model `writer` sent " + one.getValue() + ".");
        }
    }
}
