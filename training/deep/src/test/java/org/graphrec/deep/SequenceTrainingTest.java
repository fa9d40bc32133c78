// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.sequence.Augmentation;
import org.graphrec.training.architecture.sequence.Loss;
import org.graphrec.training.architecture.sequence.SequenceContext;
import org.graphrec.training.architecture.sequence.SequenceKind;
import org.graphrec.training.architecture.sequence.SequenceModel;
import org.graphrec.training.architecture.sequence.SequenceOptions;
import org.graphrec.training.architecture.sequence.SequenceTask;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.EpochReport;
import org.graphrec.training.model.Model;
import org.graphrec.training.registry.ModelCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequenceTrainingTest {

    private final PyTorchTrainer trainer = new PyTorchTrainer();

    @AfterEach
    void nothingIsHeldOutsideTheHeap() {
        assertThat(Torch.live()).isZero();
    }

    private SequenceModel train(SequenceKind kind, SequenceOptions options, int concurrency) {
        return trainer.train(Toy.task(kind, options, true, concurrency, Monitor.SILENT), null)
                .model();
    }

    private static SequenceOptions options(SequenceContext context, int epochs) {
        return Toy.options(Loss.SOFTMAX, context, Augmentation.NONE, false, epochs);
    }

    /** How many users have the item that comes next among the first three of those they have not. */
    private static int right(Model model, Interactions interactions) {
        float[] scores = new float[model.items()];
        int right = 0;
        for (int user = 0; user < Toy.USERS; user++) {
            History history = interactions.history(user);
            model.score(history, scores);
            int next = Toy.item(user % Toy.COLOURS, user / Toy.COLOURS + Toy.LENGTH);
            float own = scores[next];
            for (int i = 0; i < history.size(); i++) {
                scores[history.item(i)] = Float.NEGATIVE_INFINITY;
            }
            int before = 0;
            for (float score : scores) {
                before += score > own ? 1 : 0;
            }
            right += before < 3 ? 1 : 0;
        }
        return right;
    }

    @ParameterizedTest
    @EnumSource(SequenceKind.class)
    void learnsWhatComesNext(SequenceKind kind) {
        SequenceModel model = train(kind, options(SequenceContext.GRAPH_CONTEXT, 12), 2);
        assertThat(right(model, Toy.interactions(true))).isGreaterThan(Toy.USERS * 9 / 10);
        List<EpochReport> epochs = model.epochs();
        assertThat(epochs).hasSize(12);
        assertThat(epochs.get(11).loss()).isLessThan(epochs.get(0).loss() / 2);
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void learnsWithEveryLoss(Loss loss) {
        SequenceModel model = train(
                SequenceKind.SAGE, Toy.options(loss, SequenceContext.SEQUENCE, Augmentation.EDGE_DROPOUT, true, 25), 2);
        assertThat(right(model, Toy.interactions(true))).isGreaterThan(Toy.USERS * 7 / 10);
    }

    @ParameterizedTest
    @EnumSource(SequenceKind.class)
    void isTheSameForAnyConcurrency(SequenceKind kind) {
        SequenceOptions options =
                Toy.options(Loss.SOFTMAX, SequenceContext.GRAPH_CONTEXT, Augmentation.CONTRASTIVE, false, 2);
        SequenceModel one = train(kind, options, 1);
        for (int concurrency : new int[] {2, 4}) {
            SequenceModel other = train(kind, options, concurrency);
            one.tensors()
                    .matrices()
                    .forEach((name, matrix) -> assertThat(
                                    other.tensors().matrices().get(name).values())
                            .as(name)
                            .isEqualTo(matrix.values()));
        }
    }

    @ParameterizedTest
    @EnumSource(SequenceKind.class)
    void scoresTheSameOutOfAFile(SequenceKind kind) {
        SequenceModel model = train(kind, options(SequenceContext.GRAPH_CONTEXT, 1), 2);
        Model again = ModelCodec.decode(ModelCodec.encode(model, null), null);
        float[] expected = new float[Toy.ITEMS];
        float[] actual = new float[Toy.ITEMS];
        for (int user = 0; user < 8; user++) {
            History history = Toy.interactions(true).history(user);
            model.score(history, expected);
            again.score(history, actual);
            assertThat(actual).isEqualTo(expected);
        }
        assertThat(again.parameters()).isEqualTo(model.parameters());
        assertThat(again.architecture()).isEqualTo(model.architecture());
    }

    @ParameterizedTest
    @EnumSource(SequenceKind.class)
    void contributionsSumToTheScore(SequenceKind kind) {
        SequenceModel model = train(kind, options(SequenceContext.SEQUENCE, 2), 2);
        float[] scores = new float[Toy.ITEMS];
        History history = Toy.interactions(true).history(5);
        model.score(history, scores);
        for (int item = 0; item < Toy.ITEMS; item++) {
            double[] parts = model.contributions(history, item);
            assertThat(Arrays.stream(parts).sum()).isCloseTo(scores[item], within(1e-4 * (1 + Math.abs(scores[item]))));
            assertThat(model.contributions(history, item)).isEqualTo(parts);
        }
        model.score(History.empty(), scores);
        assertThat(scores).containsOnly(0);
    }

    @Test
    void readsTheOrderOfAHistory() {
        SequenceModel model = train(SequenceKind.LSTM, options(SequenceContext.SEQUENCE, 12), 2);
        float[] forward = model.user(new History(new int[] {1, 2, 3}, null));
        assertThat(model.user(new History(new int[] {3, 2, 1}, null))).isNotEqualTo(forward);
    }

    @Test
    void readsNoOrderWhereThereAreNoTimes() {
        for (SequenceKind kind : List.of(SequenceKind.GCN, SequenceKind.GAT, SequenceKind.SAGE)) {
            SequenceModel model = trainer.train(
                            Toy.task(kind, options(SequenceContext.GRAPH_CONTEXT, 2), false, 2, Monitor.SILENT), null)
                    .model();
            float[] forward = model.user(new History(new int[] {1, 2, 3}, null));
            float[] backward = model.user(new History(new int[] {3, 2, 1}, null));
            for (int d = 0; d < forward.length; d++) {
                assertThat(backward[d]).isCloseTo(forward[d], within(1e-5f));
            }
        }
    }

    @Test
    void tellsTheClassesOfItemsItDidNotLearnThemOf() {
        SequenceOptions options = Toy.options(Loss.SOFTMAX, SequenceContext.MULTI_TASK, Augmentation.NONE, false, 25);
        SequenceModel model = train(SequenceKind.GCN, options, 2);
        // of four classes, and four items kept back
        assertThat((Double) model.parameters().get("classAccuracy")).isGreaterThanOrEqualTo(0.75);
        assertThat(right(model, Toy.interactions(true))).isGreaterThan(Toy.USERS / 2);
    }

    @Test
    void keepsTheBestEpochAndStopsWhenNothingComesAfterIt() {
        SequenceOptions options = options(SequenceContext.SEQUENCE, 50);
        AtomicInteger epoch = new AtomicInteger();
        List<Matrix> tables = new ArrayList<>();
        SequenceModel best = trainer.train(Toy.task(SequenceKind.GAT, options, true, 2, Monitor.SILENT), model -> {
                    tables.add(model.tensors().items());
                    return -Math.abs(epoch.incrementAndGet() - 4);
                })
                .model();
        assertThat(epoch).hasValue(4 + options.patience());
        assertThat(best.parameters()).containsEntry("epochs", 4L);
        assertThat(best.tensors().items().values()).isEqualTo(tables.get(3).values());
        assertThat(best.epochs()).hasSize(4 + options.patience());
        SequenceModel four = train(SequenceKind.GAT, options.withEpochs(4), 2);
        assertThat(four.tensors().items().values())
                .isEqualTo(best.tensors().items().values());
    }

    @Test
    void stopsWhenNoLongerWanted() {
        AtomicInteger steps = new AtomicInteger();
        Monitor impatient = new Monitor() {
            @Override
            public void phase(String name, long work) {}

            @Override
            public void advance(long units) {
                steps.incrementAndGet();
            }

            @Override
            public boolean running() {
                return steps.get() < 3;
            }
        };
        assertThatThrownBy(() -> trainer.train(
                        Toy.task(SequenceKind.TRANSFORMER, options(SequenceContext.SEQUENCE, 1000), true, 2, impatient),
                        null))
                .isInstanceOf(CancellationException.class);
        assertThat(steps).hasValue(3);
    }

    @Test
    void trainsWithoutHistoriesToLearnFrom() {
        for (SequenceKind kind : SequenceKind.values()) {
            Interactions one = Interactions.of(2, 3, new int[] {0}, new int[] {1}, null, null);
            SequenceOptions options = options(SequenceContext.SEQUENCE, 2);
            SequenceModel model = trainer.train(
                            new SequenceTask(kind, one, null, new Matrix(3, 16), null, options, 1, 2, Monitor.SILENT),
                            null)
                    .model();
            float[] scores = new float[3];
            model.score(one.history(0), scores);
            for (float score : scores) {
                assertThat(score).isFinite();
            }
            assertThat(model.cold(0)).isTrue();
            assertThat(model.cold(1)).isFalse();
        }
    }

    @Test
    void estimatesMoreForMore() {
        SequenceOptions options = SequenceOptions.defaults(SequenceKind.TRANSFORMER);
        long base = trainer.nativeBytes(10_000, 384, options);
        assertThat(base).isBetween(400L << 20, 4L << 30);
        assertThat(trainer.nativeBytes(10_000, 1024, options)).isGreaterThan(base);
    }
}
