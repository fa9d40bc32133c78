// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graphrec.training.classify.ClassificationMetrics;
import org.graphrec.training.classify.ClassifierFit;
import org.graphrec.training.classify.ClassifierOptions;
import org.graphrec.training.classify.ClassifierTrainer;
import org.graphrec.training.classify.NodeTask;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;

/**
 * Classifies the papers of Cora by the public split: 140 labels to learn from, 1,000 papers to measure on. The 500 that the split has
 * for validation are not used; parameters are chosen on the 140. With {@code -Drec.draws=N} the test papers are left out, and as many
 * labels are drawn N times from the others, which are then measured on: so that what is tried out is judged without the test.
 *
 * <p>{@code -Drec.architecture} names the classifier, and {@code -Drec.seeds} how many seeds it is fitted with. Run as {@link
 * GowallaBenchmark} is; for {@code gcn} and {@code gat} with the classes of {@code training/deep} and PyTorch on the class path.
 */
final class CoraBenchmark {
    private static final int LABELS_PER_CLASS = 20;

    private final Map<String, Integer> papers = new HashMap<>();
    private final Matrix words;
    private final int[] classOf;
    private final int classes;
    private final Csr citations;

    private CoraBenchmark(Path folder) throws IOException {
        List<String[]> lines = rows(folder.resolve("cora.content"));
        int dimension = lines.get(0).length - 2;
        words = new Matrix(lines.size(), dimension);
        classOf = new int[lines.size()];
        List<String> names = lines.stream()
                .map(line -> line[dimension + 1])
                .distinct()
                .sorted()
                .toList();
        classes = names.size();
        for (int paper = 0; paper < lines.size(); paper++) {
            String[] line = lines.get(paper);
            papers.put(line[0], paper);
            classOf[paper] = names.indexOf(line[dimension + 1]);
            double squares = IntStream.rangeClosed(1, dimension)
                    .mapToDouble(d -> Double.parseDouble(line[d]))
                    .sum();
            for (int d = 0; d < dimension; d++) {
                words.values()[words.offset(paper) + d] =
                        (float) (Double.parseDouble(line[d + 1]) / Math.sqrt(Math.max(1, squares)));
            }
        }
        Set<Long> edges = new TreeSet<>();
        for (String[] line : rows(folder.resolve("cora.cites"))) {
            Integer from = papers.get(line[0]);
            Integer to = papers.get(line[1]);
            if (from != null && to != null && !from.equals(to)) {
                edges.add((long) from * lines.size() + to);
                edges.add((long) to * lines.size() + from);
            }
        }
        citations = Csr.fromEdges(
                lines.size(),
                lines.size(),
                edges.stream().mapToInt(edge -> (int) (edge / lines.size())).toArray(),
                edges.stream().mapToInt(edge -> (int) (edge % lines.size())).toArray(),
                null);
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = BenchmarkRun.folder("cora");
        CoraBenchmark cora = new CoraBenchmark(folder);
        Map<String, Set<Integer>> parts = rows(folder.resolve("split.tsv")).stream()
                .skip(1)
                .collect(Collectors.groupingBy(
                        line -> line[1], Collectors.mapping(line -> cora.papers.get(line[0]), Collectors.toSet())));
        int draws = Integer.getInteger("rec.draws", 0);
        double sum = 0;
        int runs = Math.max(draws, Integer.getInteger("rec.seeds", 1));
        for (int run = 0; run < runs; run++) {
            Set<Integer> learned = draws == 0 ? parts.get("train") : cora.draw(parts.get("test"), run);
            int[] measured = draws == 0
                    ? parts.get("test").stream().mapToInt(Integer::intValue).toArray()
                    : IntStream.range(0, cora.classOf.length)
                            .filter(paper -> !learned.contains(paper)
                                    && !parts.get("test").contains(paper))
                            .toArray();
            sum += cora.accuracy(learned, measured, draws == 0 ? 42 + run : 42);
        }
        System.out.printf(Locale.ROOT, "mean of %d: %.4f%n", runs, sum / runs);
    }

    private Set<Integer> draw(Set<Integer> test, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, classOf.length)
                .filter(paper -> !test.contains(paper))
                .toArray();
        int[] counts = new int[classes];
        Set<Integer> drawn = new TreeSet<>();
        for (int left = order.length; left > 0; left--) {
            int place = random.nextInt(left);
            int paper = order[place];
            order[place] = order[left - 1];
            if (counts[classOf[paper]] < LABELS_PER_CLASS) {
                counts[classOf[paper]]++;
                drawn.add(paper);
            }
        }
        return drawn;
    }

    private double accuracy(Set<Integer> learned, int[] measured, long seed) {
        int[] known = IntStream.range(0, classOf.length)
                .map(paper -> learned.contains(paper) ? classOf[paper] : -1)
                .toArray();
        ClassifierOptions options = new ClassifierOptions(
                System.getProperty("rec.architecture", "sgc"), null, null, List.of(), false, 0, 0.2, seed, 2);
        PrintingMonitor monitor = new PrintingMonitor();
        ClassifierFit fit = ClassifierTrainer.fit(new NodeTask(citations, words, known, classes), options, monitor);
        monitor.end();
        Matrix probabilities = fit.model().probabilities(citations, words, 2, monitor);
        double accuracy = (double) IntStream.of(measured)
                        .filter(paper -> ClassificationMetrics.mostProbable(probabilities, paper) == classOf[paper])
                        .count()
                / measured.length;
        System.out.printf(
                Locale.ROOT,
                "accuracy %.4f of %d papers, learned from %d  %s%n",
                accuracy,
                measured.length,
                learned.size(),
                fit.model().parameters());
        return accuracy;
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(line -> line.split("\\s+")).toList();
    }
}
