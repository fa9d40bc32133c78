// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graphrec.demo.Output;
import org.graphrec.demo.TextTable;

/** What a run measures, as a table to be read at once and as results to be kept. */
final class MeasuredRows {
    private final TextTable table = new TextTable("data", "question", "model", "first", "second", "train s");
    private final Map<String, List<Result.Row>> rows = new LinkedHashMap<>();
    private final Map<String, SplitDataset> datasets = new LinkedHashMap<>();

    /** Adds a row of two figures, means over seeds, that is kept. */
    void add(
            SplitDataset dataset,
            String question,
            String model,
            List<Long> seeds,
            Map<String, Double> figures,
            double seconds) {
        List<String> cells = figures.entrySet().stream()
                .map(figure -> figure.getKey() + String.format(Locale.ROOT, " %.4f", figure.getValue()))
                .toList();
        note(dataset.name(), question, model, cells.get(0), cells.get(1), String.format(Locale.ROOT, "%.1f", seconds));
        String name = question.equals("all") ? dataset.name() : dataset.name() + "-" + question.replace(' ', '-');
        datasets.put(name, dataset);
        rows.computeIfAbsent(name, key -> new ArrayList<>()).add(new Result.Row(model, seeds, figures, seconds));
    }

    /** Adds a row to the table alone. */
    void note(String data, String question, String model, String first, String second, String seconds) {
        table.add(data, question, model, first, second, seconds);
    }

    /** Two figures in their order. */
    static Map<String, Double> figures(String first, double one, String second, double other) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(first, one);
        figures.put(second, other);
        return figures;
    }

    void show(Output output) {
        table.lines(0).forEach(output::line);
    }

    /** Writes a file for each data set and question. */
    void write(Path folder, Source source) {
        rows.forEach((name, measured) -> {
            SplitDataset dataset = datasets.get(name);
            new Result(name, dataset.data(), dataset.protocol(), source, measured).write(folder);
        });
    }
}
