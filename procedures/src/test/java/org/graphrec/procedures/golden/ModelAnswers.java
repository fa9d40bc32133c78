// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.golden;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What a model answers to a few questions, a line a row, numbers as the bits they have. */
final class ModelAnswers {
    private final GoldenGraphs graphs;
    private final String model;
    private final List<String> lines = new ArrayList<>();

    private ModelAnswers(GoldenGraphs graphs, String model) {
        this.graphs = graphs;
        this.model = model;
    }

    /** The answers of a model in the catalog. */
    static List<String> of(GoldenGraphs graphs, String model) {
        ModelAnswers answers = new ModelAnswers(graphs, model);
        String type = (String) graphs.rows("CALL rec.model.exists('" + model + "') YIELD modelType RETURN modelType")
                .get(0)
                .get("modelType");
        boolean films = model.startsWith("shop");
        switch (type) {
            case "Recommender" -> answers.recommendations(films ? "User" : "Customer", films ? "Film" : "Product");
            case "RatingPredictor" -> answers.ratings();
            case "NodeClassifier" -> answers.classes();
            default -> throw new AssertionError("There are no questions to a " + type + ".");
        }
        return answers.lines;
    }

    /** For users of each genre, one who has rated the film that came later, one who has rated nothing, and one who is no node. */
    private void recommendations(String user, String item) {
        String users = "MATCH (n:" + user + ") WHERE n.number IN [0, 1, 4, 5, 35]";
        ask(
                users + " CALL rec.recommend.stream($model, n, {k: 4}) YIELD user, item, score, basis RETURN"
                        + " 'recommend' AS a, labels(n)[0] + n.number AS b, labels(item)[0] + item.number AS c, score AS d, basis AS e");
        ask(
                users
                        + " CALL rec.recommend.stream($model, n, {k: 40, excludeSeen: false, diversity: 0.3}) YIELD item, score"
                        + " RETURN 'everything' AS a, labels(n)[0] + n.number AS b, labels(item)[0] + item.number AS c, score AS d");
        ask("MATCH (i:" + item + ") WHERE i.number IN [2, 5, 9] WITH collect(i) AS history"
                + " CALL rec.recommend.stream($model, null, {history: history, k: 4}) YIELD item, score"
                + " RETURN 'nobody' AS a, labels(item)[0] + item.number AS c, score AS d");
        ask(
                "MATCH (i:" + item + ") WHERE i.number IN [2, 29, 30] CALL rec.similar.stream($model, i, {k: 3})"
                        + " YIELD similar, score RETURN 'similar' AS a, labels(i)[0] + i.number AS b, labels(similar)[0] + similar.number AS c, score AS d");
        ask("MATCH (n:" + user + " {number: 4}), (i:" + item + " {number: 7}) CALL rec.explain.stream($model, n, i)"
                + " YIELD reason, source, contribution, score RETURN 'explain' AS a, reason AS b, labels(source)[0] + source.number AS c,"
                + " contribution AS d, score AS e");
    }

    private void ratings() {
        ask(
                "MATCH (n:User) WHERE n.number IN [0, 4, 5, 35] MATCH (i:Film) WITH n, collect(i) AS films"
                        + " CALL rec.predict.stream($model, n, films) YIELD user, item, rating, standardDeviation"
                        + " RETURN 'rating' AS a, labels(user)[0] + user.number AS b, labels(item)[0] + item.number AS c, rating AS d, standardDeviation AS e");
    }

    private void classes() {
        ask(
                "CALL rec.classify.stream('films', {modelName: $model, includePredictedProbabilities: true})"
                        + " YIELD nodeId, predictedClass, predictedProbabilities MATCH (n) WHERE id(n) = nodeId"
                        + " RETURN 'class' AS a, labels(n)[0] + n.number AS b, predictedClass AS c, predictedProbabilities AS d");
    }

    /** A refusal is an answer too. */
    private void ask(String question) {
        try {
            for (Map<String, Object> row : graphs.rows(question.replace("$model", "'" + model + "'"))) {
                lines.add(String.join(
                        " ", row.values().stream().map(ModelAnswers::shown).toList()));
            }
        } catch (RuntimeException refused) {
            Throwable root = refused;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            // without the element id, which has the database's identity in it
            lines.add("refused " + root.getMessage().replaceAll("\\b4:[0-9a-f-]+:", ""));
        }
    }

    private static String shown(Object value) {
        if (value instanceof Double number) {
            return HexFormat.of().toHexDigits(Double.doubleToRawLongBits(number));
        }
        return value instanceof List<?> list
                ? String.join(",", list.stream().map(ModelAnswers::shown).toList())
                : String.valueOf(value);
    }
}
