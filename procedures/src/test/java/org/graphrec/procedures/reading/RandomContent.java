// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/**
 * A small random graph of 5 to 12 users and as many items: what they rated and viewed, some more than once, and what they ordered.
 *
 * @param shared whether users are items, all with the label P
 */
record RandomContent(SplittableRandom random, boolean shared) {

    static RandomContent of(SplittableRandom random) {
        return new RandomContent(random, random.nextInt(4) == 0);
    }

    /** Labels of users, the first of which some have. */
    List<String> userLabels() {
        return shared ? List.of("P", "User") : List.of("User", "Guest", "Vip");
    }

    /** Labels of items, the first of which some have. */
    List<String> itemLabels() {
        return shared ? List.of("P", "Item") : List.of("Item", "Thing");
    }

    /** Creates it in an empty database. */
    void create(Transaction transaction) {
        List<Node> users = nodes(transaction, 5 + random.nextInt(8), userLabels());
        List<Node> items = nodes(transaction, 5 + random.nextInt(8), itemLabels());
        List<Node> targets = new ArrayList<>(items);
        if (shared) {
            targets.addAll(users);
        }
        boolean crossed = random.nextInt(4) == 0;
        for (Node user : users) {
            for (String type : List.of("R", "V")) {
                for (int n = 1 + random.nextInt(6); n > 0; n--) {
                    Node item = any(targets);
                    Relationship relationship = crossed && random.nextInt(4) == 0
                            ? item.createRelationshipTo(user, RelationshipType.withName(type))
                            : user.createRelationshipTo(item, RelationshipType.withName(type));
                    interaction(relationship);
                }
            }
            for (int n = random.nextInt(3); n > 0; n--) {
                order(transaction, user, targets);
            }
        }
    }

    private List<Node> nodes(Transaction transaction, int count, List<String> labels) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Node node = transaction.createNode(Label.label(labels.get(shared ? 0 : weighted(labels.size()))));
            if (random.nextInt(3) == 0) {
                node.addLabel(Label.label(any(labels)));
            }
            if (random.nextInt(5) > 0) {
                node.setProperty("n", (long) random.nextInt(10));
            }
            if (random.nextInt(5) > 0) {
                node.setProperty("x", random.nextInt(8) / 4.0);
            }
            nodes.add(node);
        }
        return nodes;
    }

    private int weighted(int size) {
        return random.nextBoolean() ? 0 : random.nextInt(size);
    }

    private void order(Transaction transaction, Node user, List<Node> items) {
        Node order = transaction.createNode(Label.label("Order"));
        order.setProperty("total", 1 + random.nextInt(3));
        order.setProperty("day", random.nextBoolean() ? "2026-03-0" + (1 + random.nextInt(9)) : "2026-04-11T10:00:00Z");
        Relationship placed = user.createRelationshipTo(order, RelationshipType.withName("PLACED"));
        placed.setProperty("t", (long) random.nextInt(10));
        placed.setProperty("at", java.time.LocalDate.of(2026, 1, 1 + random.nextInt(9)));
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            interaction(order.createRelationshipTo(any(items), RelationshipType.withName("CONTAINS")));
        }
    }

    private void interaction(Relationship relationship) {
        number(relationship, "w");
        number(relationship, "c");
        switch (random.nextInt(7)) {
            case 0 -> {
                // no time is known
            }
            case 1, 2 -> relationship.setProperty("t", random.nextInt(40) / 4.0);
            default -> relationship.setProperty("t", (long) random.nextInt(8));
        }
    }

    private void number(Entity entity, String property) {
        switch (random.nextInt(12)) {
            case 0, 1 -> {
                // missing
            }
            case 2 -> entity.setProperty(property, 0);
            case 3 -> entity.setProperty(property, -1.5);
            case 4 -> entity.setProperty(property, random.nextInt(3) == 0 ? Double.NaN : -2.0f);
            case 5, 6 -> entity.setProperty(property, 0.7f + random.nextInt(3));
            case 7 -> entity.setProperty(property, random.nextInt(10) / 3.0);
            default -> entity.setProperty(property, 1L + random.nextInt(5));
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
