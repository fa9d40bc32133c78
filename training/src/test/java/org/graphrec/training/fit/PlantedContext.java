// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Relation;

/** A graph whose users and items belong to groups, which tags, friends, carts and cities tell, and a few items that nobody has. */
final class PlantedContext {
    static final int USERS = 400;
    static final int ITEMS = 120;
    static final int GROUPS = 5;

    /** Those behind have no interactions. */
    static final int WARM = 110;

    private PlantedContext() {}

    /** Interactions, most of them within the group, with {@link #all}. */
    static Interactions interactions() {
        return likes(7).with(all());
    }

    /** Most of them within the group. */
    static Interactions likes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] users = new int[4_000];
        int[] items = new int[users.length];
        for (int i = 0; i < users.length; i++) {
            users[i] = random.nextInt(USERS);
            items[i] = item(users[i], random);
        }
        return Interactions.of(USERS, ITEMS, users, items, null, null);
    }

    private static int item(int user, SplittableRandom random) {
        int item = random.nextInt(WARM);
        return random.nextInt(5) == 0 ? item : item / GROUPS * GROUPS + user % GROUPS;
    }

    /** Relations of every kind that joins users or items to something. */
    static Context all() {
        SplittableRandom random = new SplittableRandom(11);
        return new Context(List.of(
                relation("TAG", Relation.Ends.ITEM_NODE, ITEMS, 20, 3, item -> tag(item, 20, random)),
                relation("FRIEND", Relation.Ends.USER_USER, USERS, USERS, 4, user -> tag(user, USERS, random)),
                relation("CART", Relation.Ends.USER_ITEM, USERS, ITEMS, 2, user -> item(user, random)),
                relation("CITY", Relation.Ends.USER_NODE, USERS, 10, 1, user -> tag(user, 10, random)),
                relation("SERIES", Relation.Ends.ITEM_ITEM, ITEMS, ITEMS, 2, item -> tag(item, ITEMS, random)),
                new Relation(
                        "EMPTY", Relation.Ends.USER_USER, new Csr(USERS, USERS, new int[USERS + 1], new int[0], null)),
                same("HUB", 1, item -> 0),
                same("UNIQUE", ITEMS, item -> item)));
    }

    /** The same group, of so many. */
    private static int tag(int row, int nodes, SplittableRandom random) {
        return random.nextInt(nodes / GROUPS) * GROUPS + row % GROUPS;
    }

    private static Relation same(String name, int nodes, IntUnaryOperator node) {
        return relation(name, Relation.Ends.ITEM_NODE, ITEMS, nodes, 1, node);
    }

    static Relation relation(String name, Relation.Ends ends, int rows, int columns, int each, IntUnaryOperator node) {
        int[] sources = IntStream.range(0, rows * each).map(edge -> edge / each).toArray();
        int[] targets = Arrays.stream(sources).map(node).toArray();
        Csr summed = Csr.fromEdges(rows, columns, sources, targets, null);
        return new Relation(name, ends, new Csr(rows, columns, summed.offsets(), summed.targets(), null));
    }

    /** Users who are items, in groups, each with friends in both directions. */
    static Interactions friendships() {
        SplittableRandom random = new SplittableRandom(3);
        int users = 150;
        int edges = 900;
        int[] ones = new int[2 * edges];
        int[] others = new int[2 * edges];
        for (int edge = 0; edge < edges; edge++) {
            int one = random.nextInt(users);
            int other = random.nextInt(4) == 0 ? random.nextInt(users) : tag(one, users, random);
            ones[edge] = one;
            others[edge] = one == other ? (one + GROUPS) % users : other;
            ones[edges + edge] = others[edge];
            others[edges + edge] = one;
        }
        Relation same = relation("SAME", Relation.Ends.ITEM_USER, users, users, 1, user -> user);
        return Interactions.of(users, users, ones, others, null, null).with(new Context(List.of(same)));
    }
}
