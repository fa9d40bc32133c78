// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.fixtures.Cypher;

/**
 * A graph whose labels, relationship types and directions are drawn at random. Users and items belong to groups; a relation leads within
 * the group, and so do most interactions. Some relations have weights, some lead both ways.
 */
final class RandomSchema {
    private static final int GROUPS = 4;
    private static final int USERS = 64;
    private static final int ITEMS = 48;

    private final SplittableRandom random;
    private final String suffix;
    private final boolean oneKind;
    private final List<Type> types = new ArrayList<>();

    /** Kinds of relations, and what a projection makes of each. */
    enum Kind {
        ATTRIBUTE("item-node"),
        HOME("user-node"),
        FRIENDS("user-user"),
        LINKS("item-item"),
        BEHAVIOUR("user-item"),
        /** People of the users' label who interact with nothing. */
        CREW("item-node");

        private final String ends;

        Kind(String ends) {
            this.ends = ends;
        }
    }

    /** A relationship type: {@code back} it leads to the user or item, {@code both} some lead so. */
    private record Type(String name, Kind kind, boolean back, boolean both, boolean weighted, String orientation) {}

    RandomSchema(long seed) {
        this.random = new SplittableRandom(seed);
        this.suffix = "_" + seed;
        this.oneKind = seed % 5 == 4;
        for (Kind kind : Kind.values()) {
            boolean fits = !oneKind || kind == Kind.HOME || kind == Kind.FRIENDS;
            if (fits && (oneKind || random.nextInt(4) > 0)) {
                boolean between = kind == Kind.FRIENDS || kind == Kind.LINKS;
                types.add(new Type(
                        kind.name() + suffix,
                        kind,
                        !between && random.nextBoolean(),
                        !between && random.nextInt(3) == 0,
                        random.nextBoolean(),
                        random.nextInt(3) == 0 ? "UNDIRECTED" : "NATURAL"));
            }
        }
    }

    String graph() {
        return "schema" + suffix;
    }

    String users() {
        return "U" + suffix;
    }

    String items() {
        return oneKind ? users() : "I" + suffix;
    }

    String interactions() {
        return "DID" + suffix;
    }

    /** The names of the relations. */
    List<String> names() {
        return types.stream().map(Type::name).sorted().toList();
    }

    /** The names and ends that a training is to find, among others. */
    List<String> relations() {
        return types.stream()
                .map(type -> type.name() + " " + type.kind().ends)
                .sorted()
                .toList();
    }

    /** Every relation with the same weight. */
    String weights() {
        return String.join(
                ", ", types.stream().map(type -> type.name() + ": 0.3").toList());
    }

    void create(Cypher cypher) {
        nodes(cypher, users(), "n", USERS);
        if (!oneKind) {
            nodes(cypher, items(), "n", ITEMS);
        }
        edges(cypher, interactions(), users(), items(), 900, false, false, false);
        for (Type type : types) {
            String other = switch (type.kind()) {
                case ATTRIBUTE, HOME -> nodes(cypher, type.name() + "Node", "n", 16);
                case CREW -> nodes(cypher, users(), "crew", 16);
                case FRIENDS -> users();
                case LINKS, BEHAVIOUR -> items();
            };
            String from = type.kind().ends.startsWith("user") ? users() : items();
            if (type.kind() == Kind.CREW) {
                crew(cypher, type);
            } else {
                edges(cypher, type.name(), from, other, 200, type.back(), type.both(), type.weighted());
            }
        }
    }

    private static String nodes(Cypher cypher, String label, String property, int count) {
        cypher.rows("UNWIND range(0, " + (count - 1) + ") AS n CREATE (:" + label + " {" + property + ": n})");
        return label;
    }

    private void crew(Cypher cypher, Type type) {
        List<List<Integer>> pairs = pairs(150, ITEMS, 16);
        String arrow = type.back() ? "(b)-[r:%s]->(a)" : "(a)-[r:%s]->(b)";
        cypher.rows(
                "UNWIND $pairs AS p MATCH (a:" + items() + " {n: p[0]}), (b:" + users() + " {crew: p[1]}) CREATE "
                        + arrow.formatted(type.name()) + " SET r.w = p[2]",
                "pairs",
                pairs);
    }

    private void edges(
            Cypher cypher,
            String type,
            String from,
            String to,
            int count,
            boolean back,
            boolean both,
            boolean weighted) {
        int targets = to.equals(users()) ? USERS : to.equals(items()) ? ITEMS : 16;
        List<List<Integer>> pairs = pairs(count, from.equals(users()) ? USERS : ITEMS, targets);
        for (boolean way : both ? new boolean[] {false, true} : new boolean[] {back}) {
            List<List<Integer>> some = IntStream.range(0, pairs.size())
                    .filter(i -> !both || way == (i % 2 == 0))
                    .mapToObj(pairs::get)
                    .toList();
            cypher.rows(
                    "UNWIND $pairs AS p MATCH (a:" + from + " {n: p[0]}), (b:" + to + " {n: p[1]}) CREATE "
                            + (way ? "(b)-[r:" : "(a)-[r:") + type + (way ? "]->(a)" : "]->(b)")
                            + (weighted ? " SET r.w = p[2]" : ""),
                    "pairs",
                    some);
        }
    }

    /** Mostly within the group; with a weight from 0, which says nothing, to 4. */
    private List<List<Integer>> pairs(int count, int ones, int others) {
        List<List<Integer>> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int one = random.nextInt(ones);
            int other = random.nextInt(others);
            int same = other / GROUPS * GROUPS + one % GROUPS;
            pairs.add(List.of(one, random.nextInt(5) == 0 || same >= others ? other : same, random.nextInt(5)));
        }
        return pairs;
    }

    void project(Cypher cypher) {
        List<String> labels = new ArrayList<>(List.of("'" + users() + "'"));
        if (!oneKind) {
            labels.add("'" + items() + "'");
        }
        List<String> projections = new ArrayList<>(List.of(interactions() + ": {properties: {w: {defaultValue: 1}}}"));
        for (Type type : types) {
            if (type.kind() == Kind.ATTRIBUTE || type.kind() == Kind.HOME) {
                labels.add("'" + type.name() + "Node'");
            }
            projections.add(String.format(
                    Locale.ROOT,
                    "%s: {orientation: '%s'%s}",
                    type.name(),
                    type.orientation(),
                    type.weighted() ? ", properties: {w: {defaultValue: 2}}" : ""));
        }
        cypher.rows("CALL gds.graph.project('" + graph() + "', [" + String.join(", ", labels) + "], {"
                + String.join(", ", projections) + "})");
    }
}
