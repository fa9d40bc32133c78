// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.graphrec.training.architecture.mf.Mf;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.tune.TrainingOptions;

/**
 * {@code mf} by MLlib's alternating least squares for implicit feedback (Hu, Koren and Volinsky 2008), whose item factors become our
 * model: there, an interaction weighs {@code alpha} where one without weighs 1, here 1 where one without weighs 1 / alpha.
 */
final class Factorisation {
    private static final String USER = "user";
    private static final String ITEM = "item";
    private static final String RATING = "rating";

    /** As {@code rec.train} begins its search: 0.03 for a pair without interaction, ridge 0.01, 64 factors. */
    private static final Map<String, Object> START =
            Map.of("factors", 64L, "iterations", 12L, "unobserved", 0.03, "regularization", 0.01);

    private final JavaSparkContext spark;
    private final ConsoleProgress progress;

    Factorisation(JavaSparkContext spark, ConsoleProgress progress) {
        this.spark = spark;
        this.progress = progress;
    }

    /**
     * Fits factors to interactions, whatever their weights.
     *
     * @param parameters of {@link #START}, or null
     */
    Fit fit(SpreadHistories histories, Map<String, Object> parameters, TrainingOptions options) {
        Map<String, Object> chosen = chosen(parameters);
        int factors = ((Number) chosen.get("factors")).intValue();
        double unobserved = ((Number) chosen.get("unobserved")).doubleValue();
        double ridge = ((Number) chosen.get("regularization")).doubleValue();
        progress.phase("Fit by MLlib", 1);
        SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
        ALS als = new ALS()
                .setImplicitPrefs(true)
                .setRank(factors)
                .setMaxIter(((Number) chosen.get("iterations")).intValue())
                .setAlpha(1 / unobserved)
                .setRegParam(ridge / unobserved)
                .setSeed(options.randomSeed())
                .setCheckpointInterval(-1)
                .setNumBlocks(histories.parts().getNumPartitions())
                .setUserCol(USER)
                .setItemCol(ITEM)
                .setRatingCol(RATING);
        ALSModel model = als.fit(session.createDataFrame(ratings(histories), schema()));
        Matrix matrix = new Matrix(histories.items(), factors);
        for (Row row : model.itemFactors().collectAsList()) {
            int at = matrix.offset(row.getInt(0));
            for (Object value : row.getList(1)) {
                matrix.values()[at++] = (Float) value;
            }
        }
        double mean = (double) histories.size() / Math.max(1, histories.users());
        // MLlib's ridge goes by a user's interactions alone: the same at a history of the mean length
        double served = ridge * mean / (mean + unobserved * histories.items());
        Mf mf = new Mf(
                matrix,
                new Mf.Regularization(unobserved, Math.max(1e-9, served)),
                cold(histories.degrees()),
                HistoryWeighting.NONE,
                1,
                chosen);
        return new Fit(mf, List.of(), Map.of(), Fit.UNTUNED_QUERY_WEIGHT, 0);
    }

    /** The parameters in force. */
    static Map<String, Object> chosen(Map<String, Object> parameters) {
        Map<String, Object> chosen = new LinkedHashMap<>();
        START.keySet().stream().sorted().forEach(name -> chosen.put(name, START.get(name)));
        Map<String, Object> given = parameters == null ? Map.of() : parameters;
        Set<String> known = START.keySet();
        given.forEach((name, value) -> {
            if (!known.contains(name) || !(value instanceof Number number) || !(number.doubleValue() > 0)) {
                throw new JobException("The value of `--parameters` must have numbers above 0 for `"
                        + String.join("`, `", known.stream().sorted().toList()) + "` with `--architecture mf` but has `"
                        + name + "`: `" + value + "`.");
            }
            chosen.put(name, value);
        });
        return chosen;
    }

    private static JavaRDD<Row> ratings(SpreadHistories histories) {
        int[] firstUser = histories.firstUser();
        return histories
                .parts()
                .mapPartitionsWithIndex(
                        (p, all) -> {
                            List<Row> rows = new ArrayList<>();
                            all.forEachRemaining(part -> add(part.byUser, firstUser[p], rows));
                            return rows.iterator();
                        },
                        false);
    }

    private static void add(Csr byUser, int first, List<Row> rows) {
        for (int user = 0; user < byUser.rows(); user++) {
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                rows.add(RowFactory.create(first + user, byUser.targets()[edge], 1f));
            }
        }
    }

    private static StructType schema() {
        return new StructType()
                .add(USER, DataTypes.IntegerType, false)
                .add(ITEM, DataTypes.IntegerType, false)
                .add(RATING, DataTypes.FloatType, false);
    }

    private static BitSet cold(int[] degrees) {
        BitSet cold = new BitSet();
        for (int item = 0; item < degrees.length; item++) {
            cold.set(item, degrees[item] == 0);
        }
        return cold;
    }
}
