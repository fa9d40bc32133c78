// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.handover.JobOptions;

/**
 * The command {@code train}.
 *
 * @param server with the graph
 * @param declaration as `rec.graph.project` takes it
 * @param options of `rec.train`
 * @param parameters fixed ones; null: chosen on a holdout
 * @param distribution {@code auto}, {@code broadcast} or {@code shuffle}
 * @param partitions ranges to read and blocks to compute; 0: four for each core
 * @param out the folder that the model is written to
 */
record TrainJob(
        Server server,
        Map<String, Object> declaration,
        Map<String, Object> options,
        Map<String, Object> parameters,
        String distribution,
        int partitions,
        Path out) {

    static TrainJob of(Arguments arguments) {
        Server server = server(arguments);
        Map<String, Object> declaration = arguments.requiredObject(
                "graph-declaration", "a file with what `rec.graph.project` takes, such as `shop.json`");
        String model = arguments.required("model", "the name of the new model");
        String out = arguments.required("out", "the folder that the model is written to");
        String distribution = arguments.choice("distribution", "auto", List.of("auto", "broadcast", "shuffle"));
        int partitions = arguments.whole("partitions", 0);
        Map<String, Object> parameters = arguments.object("parameters");
        Map<String, Object> options = new LinkedHashMap<>(arguments.rest());
        if (!options.containsKey("architecture")) {
            throw new JobException("No value specified for `--architecture`. A job trains `"
                    + String.join("` and `", JobOptions.architectures()) + "`.");
        }
        options.put("modelName", model);
        JobOptions.check(options);
        return new TrainJob(server, declaration, options, parameters, distribution, partitions, Path.of(out));
    }

    static Server server(Arguments arguments) {
        return new Server(
                arguments.required("url", "the address of the server, such as `bolt://localhost:7687`"),
                arguments.optional("database", ""),
                arguments.optional("user", ""),
                arguments.optional("password", ""));
    }

    /** Asks the server for the plan, so that Spark is started for nothing that cannot be. */
    Job.Work prepared() {
        if (!Files.isDirectory(out) || !Files.isWritable(out)) {
            throw new JobException(
                    "The value of `--out` must be a folder that can be written to but was `" + out + "`.");
        }
        Plan plan = Plan.ask(server, declaration, options);
        if (!plan.context().isEmpty()) {
            requireContextLearned(plan, !distribution.equals("shuffle"));
        }
        return (spark, progress) -> new Training(spark, this, plan, progress).run();
    }

    /** The weights of a context are chosen on a holdout, which takes all interactions. */
    void requireContextLearned(Plan plan, boolean held) {
        if (!held || parameters != null) {
            throw new JobException("The graph has relations beside the interactions, such as `"
                    + plan.context().get(0).kind().name()
                    + "`, whose weights are chosen on a holdout: by broadcast, and without"
                    + " `--parameters`. Give them the weight 0 in `--contextWeights`"
                    + (parameters == null ? ", or give more `--driver-memory`." : ", or leave out `--parameters`."));
        }
    }
}
