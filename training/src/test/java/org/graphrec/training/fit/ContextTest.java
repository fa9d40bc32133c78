// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.blend.Blend;
import org.graphrec.training.architecture.context.Channel;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.NewItem;
import org.graphrec.training.model.NewItems;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.recommend.Explainer;
import org.graphrec.training.recommend.Reason;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.registry.ModelCodec;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What training makes of a graph with more than interactions. */
class ContextTest {
    private static final Interactions INTERACTIONS = PlantedContext.interactions();
    private static final int ITEMS = PlantedContext.ITEMS;
    private static final Map<String, Model> FITTED = new HashMap<>();

    private static Model fit(String architecture) {
        return FITTED.computeIfAbsent(architecture, name -> fit(name, INTERACTIONS, null, 2));
    }

    private static Model fit(String architecture, Interactions interactions, Matrix texts, int concurrency) {
        TrainingOptions options = new TrainingOptions(0.1, 20, 16, 1, concurrency);
        return Trainer.fit(Architectures.of(architecture), interactions, texts, options, Monitor.SILENT)
                .model();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "itemGraph", "context"})
    void reasonsSumToTheScore(String architecture) {
        Model model = fit(architecture);
        assertThat(relations(model)).as("of some relation").isNotEmpty();
        for (int user = 0; user < 40; user++) {
            requireSums(model, INTERACTIONS.history(user));
            requireSums(model, INTERACTIONS.history(user).contextAlone());
            requireSums(model, new History(INTERACTIONS.history(user).items(), null));
        }
    }

    private static void requireSums(Model model, History history) {
        float[] scores = new float[model.items()];
        model.score(history, scores);
        Explainer explainer = new Explainer(model, null);
        Request request = Request.of(history, 1);
        for (int item = 0; item < scores.length; item += 3) {
            assertThat(explainer.explain(request, item).score()).isCloseTo(scores[item], within(1e-5));
            assertThat(Arrays.stream(model.contributions(history, item)).sum()).isCloseTo(scores[item], within(1e-5));
        }
    }

    @Test
    void aScoreFallsByWhatTheReasonAddedWhoseNodeIsTakenAway() {
        Model model = fit("context");
        float[] with = new float[ITEMS];
        float[] without = new float[ITEMS];
        int taken = 0;
        for (int user = 0; user < 40; user++) {
            History history = INTERACTIONS.history(user);
            model.score(history, with);
            for (Reason reason : new Explainer(model, null)
                    .explain(Request.of(history, 1), user % ITEMS)
                    .reasons()) {
                if (reason.node() >= 0) {
                    model.score(history.without(reason.relation(), reason.node()), without);
                    assertThat(with[user % ITEMS] - without[user % ITEMS])
                            .isCloseTo((float) reason.contribution(), within(1e-5f));
                    taken++;
                }
            }
        }
        assertThat(taken).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "context"})
    void isTheSameAtAnyConcurrency(String architecture) {
        float[][] scores = scores(fit(architecture, INTERACTIONS, null, 1));
        assertThat(scores(fit(architecture, INTERACTIONS, null, 3))).isEqualTo(scores);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "itemGraph", "context"})
    void comesBackFromAFile(String architecture) {
        Model model = fit(architecture);
        Model again = throughAFile(model, null);
        assertThat(scores(again)).isEqualTo(scores(model));
        assertThat(again.parameters()).isEqualTo(model.parameters());
    }

    private static Model throughAFile(Model model, Matrix features) {
        ModelParts parts = ModelCodec.encode(model, features);
        return ModelCodec.decode(parts, features);
    }

    @Test
    void whatAllItemsHaveAndWhatEachHasAloneGetsNoWeight() {
        for (String architecture : List.of("auto", "itemGraph", "mf")) {
            assertThat(relations(fit(architecture))).doesNotContain("HUB", "UNIQUE", "EMPTY");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "itemGraph"})
    void aRelationOfRandomEdgesChangesNothing(String architecture) {
        SplittableRandom random = new SplittableRandom(23);
        List<Relation> relations = new ArrayList<>(INTERACTIONS.context().relations());
        relations.add(
                PlantedContext.relation("RANDOM", Relation.Ends.ITEM_NODE, ITEMS, 20, 3, item -> random.nextInt(20)));
        Model with = fit(architecture, INTERACTIONS.with(new Context(relations)), null, 2);
        Model without = fit(architecture);
        assertThat(((Blend) without).coldScores()).as("by tags").isPresent();
        assertThat(with.parameters()).isEqualTo(without.parameters());
        assertThat(scores(with)).isEqualTo(scores(without));
    }

    @Test
    void usersWithoutAHistoryAreServedByWhatIsKnownOfThem() {
        BitSet newcomers = new BitSet();
        IntStream.range(0, PlantedContext.USERS).filter(user -> user % 8 == 0).forEach(newcomers::set);
        Holdout holdout = Holdout.ofUsers(INTERACTIONS, newcomers);
        Blend blend = (Blend) fit("itemGraph", holdout.training(), null, 2);
        assertThat(blend.newcomers()).isNotEmpty();
        History history = holdout.training().history(8);
        assertThat(history.size()).isZero();
        assertThat(blend.newcomer(history)).isTrue();
        assertThat(blend.newcomer(INTERACTIONS.history(8))).isFalse();
        assertThat(blend.newcomer(History.empty())).isFalse();
        requireSums(blend, history);
        requireSums(throughAFile(blend, null), history);
        assertThat(measured(blend, holdout).standardErrorsAbove(measured(Popularity.of(holdout.training()), holdout)))
                .isGreaterThan(3);
    }

    private static UserMetrics measured(Model model, Holdout holdout) {
        int[] users = RankingEvaluation.usersOf(holdout.held());
        return RankingEvaluation.perUser(
                model::score, holdout.training(), holdout.held(), users, 20, 2, Monitor.SILENT);
    }

    @Test
    void anItemThatNobodyHasIsReachedByItsTags() {
        Model model = fit("itemGraph");
        assertThat(model)
                .isInstanceOfSatisfying(
                        Blend.class, blend -> assertThat(blend.coldScores()).isPresent());
        float[] scores = new float[ITEMS];
        int own = 0;
        for (int user = 0; user < PlantedContext.USERS; user++) {
            model.score(INTERACTIONS.history(user), scores);
            int best = PlantedContext.WARM;
            for (int item = best; item < ITEMS; item++) {
                assertThat(model.cold(item)).isTrue();
                best = scores[item] > scores[best] ? item : best;
            }
            own += best % PlantedContext.GROUPS == user % PlantedContext.GROUPS ? 1 : 0;
        }
        assertThat(own).as("users whose group has the best of ten cold items").isGreaterThan(PlantedContext.USERS / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void aNewItemIsScoredAsAColdOneWithTheSameTags(int dimension) {
        Matrix texts = dimension == 0 ? null : Vectors.unitRows(RandomInteractions.features(ITEMS, dimension, 3));
        Model model = fit("itemGraph", INTERACTIONS, texts, 2);
        BitSet cold = INTERACTIONS.coldItems();
        Matrix known = texts == null ? new Matrix(ITEMS, 0) : texts;
        Relation tags = INTERACTIONS.context().relations().get(0);
        List<NewItem> more = IntStream.range(PlantedContext.WARM, ITEMS)
                .mapToObj(item -> new NewItem(
                        Arrays.copyOfRange(known.values(), item * dimension, (item + 1) * dimension),
                        new ContextRow(new int[][] {tags.of(item)})))
                .toList();
        Model with = model.with(new NewItems(known, cold, more), 2, Monitor.SILENT);
        Blend blend = (Blend) model;
        double own = blend.coldScores().orElseThrow().weights().own();
        float[] scores = new float[with.items()];
        float[] parts = new float[with.items()];
        for (int user = 0; user < 20; user++) {
            History history = INTERACTIONS.history(user);
            with.score(history, scores);
            new Blend(((Blend) with).parts()).score(history, parts);
            for (int i = 0; i < more.size(); i++) {
                int same = PlantedContext.WARM + i;
                assertThat(scores[ITEMS + i] - own * parts[ITEMS + i])
                        .isCloseTo(scores[same] - own * parts[same], within(1e-5));
            }
            assertThat(Arrays.copyOf(scores, ITEMS)).isEqualTo(scores(model, history));
            double sum = Arrays.stream(with.contributions(history, ITEMS + 1)).sum();
            assertThat(sum).isCloseTo(scores[ITEMS + 1], within(1e-5));
        }
        assertThat(scores(throughAFile(model, texts))).isEqualTo(scores(model));
    }

    /** By its links; one without is reached by nothing. */
    @Test
    void aNewItemIsReachedByItsLinks() {
        Relation links = INTERACTIONS.context().relations().get(4);
        Interactions linked = INTERACTIONS.with(new Context(List.of(links.withWeight(1))));
        Model model = throughAFile(fit("itemGraph", linked, null, 2), null);
        NewItems more = new NewItems(
                new Matrix(ITEMS, 0),
                INTERACTIONS.coldItems(),
                List.of(
                        new NewItem(new float[0], new ContextRow(new int[][] {{0, 5, 10}})),
                        new NewItem(new float[0], new ContextRow(new int[][] {{}}))));
        Model with = model.with(more, 2, Monitor.SILENT);
        float[] scores = scores(with, new History(new int[] {5, 7}, null));
        assertThat(scores[ITEMS]).isPositive();
        assertThat(scores[ITEMS + 1]).isZero();
        assertThat(Arrays.copyOf(scores, ITEMS)).isEqualTo(scores(model, new History(new int[] {5, 7}, null)));
        assertThat(scores(with, new History(new int[] {8}, null))[ITEMS]).isZero();
        assertThat(scores(with, new History(new int[] {ITEMS}, null))[10]).isPositive();
        requireSums(with, new History(new int[] {5, 7, ITEMS}, null));
    }

    /** As the history of one who has it, a new item leads to what has the same tags; and what has them leads to it. */
    @Test
    void aNewItemIsLikeThoseWithItsTags() {
        Relation tags = INTERACTIONS.context().relations().get(0);
        Interactions tagged = INTERACTIONS.with(new Context(List.of(tags.withWeight(1))));
        Channel channel =
                channels(throughAFile(fit("context", tagged, null, 2), null)).get(0);
        NewItems more = new NewItems(
                new Matrix(ITEMS, 0),
                INTERACTIONS.coldItems(),
                List.of(new NewItem(new float[0], new ContextRow(new int[][] {tags.of(3)}))));
        Model with = channel.with(more, 2, Monitor.SILENT);
        float[] scores = scores(with, new History(new int[] {ITEMS}, null));
        for (int item = 0; item < ITEMS; item++) {
            int[] own = tags.of(item);
            boolean shared = Arrays.stream(tags.of(3)).anyMatch(tag -> Arrays.binarySearch(own, tag) >= 0);
            assertThat(scores[item] > 0).isEqualTo(shared);
            assertThat(scores(with, new History(new int[] {item}, null))[ITEMS]).isEqualTo(scores[item]);
        }
        assertThat(scores[3])
                .isEqualTo(IntStream.range(0, ITEMS)
                        .mapToObj(item -> scores[item])
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    /** A link that counts twice as much leads to items that score twice as high; a weight that all have changes nothing. */
    @Test
    void edgesOfARelationHaveWeights() {
        Relation friends = INTERACTIONS.context().relations().get(1);
        float[] scores = channelScores(friends, null);
        float[] threefold = new float[friends.edges().edges()];
        Arrays.fill(threefold, 3);
        float[] ofThreefold = channelScores(friends, threefold);
        float[] last = new float[threefold.length];
        Arrays.fill(last, 1);
        last[friends.edges().offsets()[1] - 1] = 2;
        float[] ofLast = channelScores(friends, last);
        float[] ofLastAlone = scores(channel(friends, null), History.empty().with(new int[][] {
            {friends.of(0)[friends.of(0).length - 1]}
        }));
        for (int item = 0; item < ITEMS; item++) {
            assertThat(ofThreefold[item]).isCloseTo(3 * scores[item], within(1e-5f));
            assertThat(ofLast[item] - scores[item]).isCloseTo(ofLastAlone[item], within(1e-5f));
        }
    }

    private static float[] channelScores(Relation friends, float[] weights) {
        Csr edges = friends.edges();
        Csr weighted = new Csr(edges.rows(), edges.columns(), edges.offsets(), edges.targets(), weights);
        Relation relation = new Relation("FRIEND", Relation.Ends.USER_USER, weighted);
        History history = INTERACTIONS.with(new Context(List.of(relation))).history(0);
        Channel channel = channel(relation, weights);
        requireSums(channel, history);
        return scores(channel, history);
    }

    private static Channel channel(Relation relation, float[] weights) {
        String name = "context " + Arrays.hashCode(weights);
        Interactions known = INTERACTIONS.with(new Context(List.of(relation.withWeight(1))));
        return channels(FITTED.computeIfAbsent(name, one -> fit("context", known, null, 1)))
                .get(0);
    }

    @Test
    void usersAreRecommendedToUsers() {
        Interactions friendships = PlantedContext.friendships();
        Model model = fit("context", friendships, null, 2);
        assertThat(relations(model)).containsOnly("SAME");
        for (int user = 0; user < 40; user++) {
            assertThat(friendships.self(user)).isEqualTo(user);
            requireSums(model, friendships.history(user));
        }
        assertThat(scores(throughAFile(model, null), friendships.history(1)))
                .isEqualTo(scores(model, friendships.history(1)));
    }

    @Test
    void friendshipsAreHeldOutInBothDirections() {
        Holdout holdout = Holdout.of(PlantedContext.friendships(), 0.2, 5);
        int mirrored = 0;
        for (int user = 0; user < holdout.held().users(); user++) {
            for (int other : holdout.held().history(user).items()) {
                assertThat(holdout.held().history(other).items()).contains(user);
                mirrored++;
            }
            assertThat(holdout.training().history(user).size()).isPositive();
        }
        assertThat((double) mirrored / PlantedContext.friendships().size()).isBetween(0.12, 0.28);
    }

    @Test
    void aGivenWeightHoldsWhereNothingIsHeldOut() {
        Relation tags = INTERACTIONS.context().relations().get(0);
        TrainingOptions options = new TrainingOptions(0.1, 20, 16, 1, 2);
        int[] users = IntStream.range(0, PlantedContext.USERS)
                .filter(user -> INTERACTIONS.history(user).size() > 0)
                .toArray();
        int[] firstOfEach = IntStream.of(users)
                .map(user -> INTERACTIONS.history(user).item(0))
                .toArray();
        Interactions likes = Interactions.of(PlantedContext.USERS, ITEMS, users, firstOfEach, null, null);
        Interactions weighted = likes.with(new Context(List.of(tags.withWeight(0.4))));
        Model model = Trainer.fit(Architectures.of("itemGraph"), weighted, null, options, Monitor.SILENT)
                .model();
        assertThat(((Blend) model).parts()).anyMatch(part -> part.model() instanceof Channel && part.weight() == 0.4);
        requireSums(model, weighted.history(3));
        Interactions unweighted = likes.with(new Context(List.of(tags)));
        assertThat(relations(Trainer.fit(Architectures.of("itemGraph"), unweighted, null, options, Monitor.SILENT)
                        .model()))
                .isEmpty();
    }

    @Test
    void whatIsInTheCartIsRecommended() {
        Interactions likes = PlantedContext.likes(7);
        Csr bought = likes.byItem().transpose();
        Relation cart = new Relation("CART", Relation.Ends.USER_ITEM, bought);
        Model model = fit("itemGraph", likes.with(new Context(List.of(cart))), null, 2);
        assertThat(channels(model)).anyMatch(channel -> channel.source().path() == Channel.Path.DIRECT);
        float[] scores = scores(model, History.empty().with(new int[][] {{5, 17}}));
        int[] best = IntStream.range(0, ITEMS)
                .boxed()
                .sorted(Comparator.comparingDouble(item -> -scores[item]))
                .limit(2)
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(best).containsExactlyInAnyOrder(5, 17);
    }

    private static List<Channel> channels(Model model) {
        List<Blend.Part> parts = model instanceof Blend blend ? blend.parts() : List.of(new Blend.Part(model, 1, 1));
        return parts.stream()
                .map(Blend.Part::model)
                .filter(Channel.class::isInstance)
                .map(Channel.class::cast)
                .toList();
    }

    private static List<String> relations(Model model) {
        return channels(model).stream()
                .map(channel -> channel.source().relation())
                .toList();
    }

    private static float[][] scores(Model model) {
        return IntStream.range(0, 30)
                .mapToObj(user -> scores(model, INTERACTIONS.history(user)))
                .toArray(float[][]::new);
    }

    private static float[] scores(Model model, History history) {
        float[] scores = new float[model.items()];
        model.score(history, scores);
        return scores;
    }
}
