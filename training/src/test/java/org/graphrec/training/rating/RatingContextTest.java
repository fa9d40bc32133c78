// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Samples;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;

/**
 * Films are as good as their director, and liked by people of the director's side; people of one city are generous, of another not.
 * The last ten films have no ratings, and the last ten people gave none.
 */
class RatingContextTest {

    private static final int USERS = 90;
    private static final int ITEMS = 70;
    private static final int DIRECTORS = 10;
    private static final int CITIES = 3;
    private static final double NOISE = 0.3;

    private final SplittableRandom random = new SplittableRandom(5);

    private final double[] quality = random.doubles(DIRECTORS, -1, 1).toArray();
    private final double[] taste = random.doubles(USERS, -1, 1).toArray();

    private final Relation directors =
            relation("DIRECTED_BY", Relation.Ends.ITEM_NODE, ITEMS, DIRECTORS, i -> i % DIRECTORS);
    private final Relation cities = relation("LIVES_IN", Relation.Ends.USER_NODE, USERS, CITIES, u -> u % CITIES);
    private final Interactions alone = ratings(2500, 0, USERS - 10, 0, ITEMS - 10);
    private final Interactions whole = alone.with(new Context(List.of(cities, directors)));

    @Test
    void attributesTellOfItemsNobodyHasRated() {
        Interactions cold = ratings(500, 0, USERS - 10, ITEMS - 10, ITEMS);
        RatingFit with = fit(whole, 2);
        assertThat(with.model().parameters()).containsEntry("context", true);
        assertThat(rmse(with, whole, cold)).isLessThan(0.75 * rmse(fit(alone, 2), alone, cold));
    }

    @Test
    void aCityTellsOfPeopleWhoRatedNothing() {
        Interactions strangers = ratings(500, USERS - 10, USERS, 0, ITEMS - 10);
        assertThat(rmse(fit(whole, 2), whole, strangers)).isLessThan(0.9 * rmse(fit(alone, 2), alone, strangers));
    }

    /** An item that comes later is predicted as one with the same attributes that was there without a rating. */
    @Test
    void servesAnItemThatCameLaterByItsAttributes() {
        RatingModel model = fit(whole, 2).model();
        for (int item = ITEMS - 10; item < ITEMS; item++) {
            float[] description = model.description(null, new ContextRow(new int[][] {{}, {item % DIRECTORS}}));
            PredictedRating later = model.predict(whole.history(3), new int[] {-1}, new float[][] {description})[0];
            assertThat(later.rating()).isCloseTo(model.predict(whole.history(3), item), within(1e-3));
        }
        float[] ofNobody = model.description(null, new ContextRow(new int[][] {{}, {}}));
        assertThat(model.predict(whole.history(3), new int[] {-1}, new float[][] {ofNobody}))
                .isEqualTo(model.predict(whole.history(3), new int[] {-1}, new float[][] {null}));
    }

    @Test
    void anAttributeOfAllAndOneOfEachItemAloneChangeNothing() {
        Relation hub = relation("HUB", Relation.Ends.ITEM_NODE, ITEMS, 1, item -> 0);
        Relation own = relation("OWN", Relation.Ends.ITEM_NODE, ITEMS, ITEMS, item -> item);
        RatingModel with = fit(alone.with(new Context(List.of(hub, own))), 2).model();
        RatingModel without = fit(alone, 2).model();
        assertThat(with.parameters()).isEqualTo(without.parameters());
        assertThat(with.predict(alone.history(1), IntStream.range(0, ITEMS).toArray()))
                .isEqualTo(without.predict(
                        alone.history(1), IntStream.range(0, ITEMS).toArray()));
    }

    @Test
    void randomEdgesCostNearlyNothing() {
        Interactions test = ratings(1000, 0, USERS - 10, 0, ITEMS - 10);
        Relation noise = relation("NOISE", Relation.Ends.ITEM_NODE, ITEMS, 20, item -> random.nextInt(20));
        Interactions noisy = alone.with(new Context(List.of(noise)));
        assertThat(rmse(fit(noisy, 2), noisy, test)).isLessThan(1.03 * rmse(fit(alone, 2), alone, test));
    }

    @Test
    void isTheSameForAnyConcurrency() {
        int[] items = IntStream.range(0, ITEMS).toArray();
        assertThat(fit(whole, 1).model().predict(whole.history(2), items))
                .isEqualTo(fit(whole, 3).model().predict(whole.history(2), items));
    }

    @Test
    void isStoredWithAllThatItKnows() {
        RatingModel model = fit(everything(), 2).model();
        RatingModel again = RatingModelCodec.decode(RatingModelCodec.encode(model));
        History history = everything().history(4);
        float[] description = model.description(null, new ContextRow(new int[][] {{}, {3}, {}, {}, {}}));
        int[] wanted = {0, ITEMS - 1, -1};
        float[][] descriptions = {null, null, description};
        assertThat(again.description(null, new ContextRow(new int[][] {{}, {3}, {}, {}, {}})))
                .isEqualTo(description);
        assertThat(again.predict(history, wanted, descriptions))
                .isEqualTo(model.predict(history, wanted, descriptions));
        assertThat(again.parameters()).isEqualTo(model.parameters());
    }

    @Test
    void refusesPartsThatDoNotFit() {
        ModelParts parts = RatingModelCodec.encode(fit(everything(), 2).model());
        for (String name : parts.tensors().keySet()) {
            if ((name.startsWith("attribute") && !name.equals("attributeNodes")) || name.startsWith("userNode")) {
                Samples.requireCorrupt(() -> RatingModelCodec.decode(Samples.with(parts, name, null)));
            }
        }
    }

    /** What somebody's ratings said of their friends goes with them, and nothing else changes. */
    @Test
    void forgetsWhatAUserSaidOfFriends() {
        RatingModel model = fit(everything(), 2).model();
        RatingModel without = model.withoutUser(7);
        History friendsOfThree = History.empty().with(new int[][] {{}, {}, {8}, {}, {}});
        History afterwards = History.empty().with(new int[][] {{}, {}, {7}, {}, {}});
        assertThat(without.predict(afterwards, 5)).isEqualTo(model.predict(friendsOfThree, 5));
        assertThat(fit(whole, 2).model().withoutUser(7).draws()).isNotEmpty();
    }

    /** Cities, directors, friends, a watchlist and sequels. */
    private Interactions everything() {
        Relation friends = relation("FRIEND", Relation.Ends.USER_USER, USERS, USERS, user -> (user + 3) % USERS / 2);
        Relation lists = relation("LISTED", Relation.Ends.USER_ITEM, USERS, ITEMS, user -> user % ITEMS / 2);
        Relation sequels = relation("SEQUEL", Relation.Ends.ITEM_ITEM, ITEMS, ITEMS, item -> item / 3);
        return alone.with(new Context(List.of(cities, directors, friends, lists, sequels)));
    }

    private static RatingFit fit(Interactions ratings, int concurrency) {
        return RatingTrainer.fit(ratings, null, new TrainingOptions(0.1, 10, 4, 1, concurrency), Monitor.SILENT);
    }

    private static double rmse(RatingFit fit, Interactions known, Interactions test) {
        return RatingMetrics.evaluate(fit.model(), known, test, 2, Monitor.SILENT)
                .rmse();
    }

    private Interactions ratings(int size, int fromUser, int toUser, int fromItem, int toItem) {
        List<int[]> pairs = new ArrayList<>();
        float[] stars = new float[size];
        for (int i = 0; i < size; i++) {
            int user = random.nextInt(fromUser, toUser);
            int item = random.nextInt(fromItem, toItem);
            int director = item % DIRECTORS;
            pairs.add(new int[] {user, item});
            stars[i] = (float) (3
                    + quality[director]
                    + taste[user] * (director % 2 == 0 ? 1 : -1)
                    + 0.8 * (user % CITIES - 1)
                    + NOISE * random.nextGaussian());
        }
        return Interactions.of(
                USERS,
                ITEMS,
                pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                pairs.stream().mapToInt(pair -> pair[1]).toArray(),
                stars,
                null);
    }

    /** One edge of each row. */
    private static Relation relation(String name, Relation.Ends ends, int rows, int nodes, IntUnaryOperator node) {
        int[] from = IntStream.range(0, rows).toArray();
        int[] to = IntStream.range(0, rows).map(node).toArray();
        return new Relation(name, ends, Csr.fromEdges(rows, nodes, from, to, null));
    }
}
