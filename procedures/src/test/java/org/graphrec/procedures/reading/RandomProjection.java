// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws one way of projecting a {@link RandomContent}, and of training on it. */
final class RandomProjection {
    /**
     * A drawn way.
     *
     * @param kind what it is counted as
     * @param steps that project it
     * @param training what training is told of it: users, items, weight, time
     */
    record Drawn(String kind, List<Step> steps, Map<String, Object> training) {
        /** What the last step makes. */
        String graph() {
            return steps.get(steps.size() - 1).graph();
        }
    }

    /**
     * A statement with its parameters.
     *
     * @param adds to the kind
     */
    record Step(String statement, Map<String, Object> parameters, String adds) {
        String graph() {
            return (String) parameters.get("graph");
        }

        @Override
        public String toString() {
            return statement + " " + parameters;
        }
    }

    private static final String NATIVE =
            "CALL gds.graph.project($graph, $nodes, $relationships) YIELD nodeCount RETURN nodeCount";
    private static final String FILTER =
            "CALL gds.graph.filter($graph, $of, $nodes, $relationships, $configuration) YIELD nodeCount RETURN nodeCount";
    private static final String DECLARE =
            "CALL rec.graph.project($graph, $declaration) YIELD nodeCount RETURN nodeCount";
    private static final String SAMPLE =
            "CALL gds.graph.sample.rwr($graph, $of, $configuration) YIELD nodeCount RETURN nodeCount";

    private final SplittableRandom random;
    private final RandomContent content;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Object> training = new LinkedHashMap<>();

    /** What a filter may ask for: types, relationship properties, labels, whole numbers and fractions of nodes. */
    private final List<String> types = new ArrayList<>();

    private final List<String> numbers = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private String whole;
    private String fraction;

    private RandomProjection(SplittableRandom random, RandomContent content) {
        this.random = random;
        this.content = content;
    }

    static Drawn draw(SplittableRandom random, RandomContent content) {
        RandomProjection projection = new RandomProjection(random, content);
        int kind = random.nextInt(100);
        String name;
        if (kind < 45) {
            name = projection.stored();
        } else if (kind < 72) {
            name = projection.query();
        } else {
            name = projection.declared();
        }
        String graph = "g";
        if (random.nextInt(100) < 45) {
            int filters = 1 + random.nextInt(2);
            for (int f = 1; f <= filters; f++) {
                projection.filter(graph, "g" + f);
                graph = "g" + f;
            }
        }
        if (random.nextInt(100) < 6) {
            projection.steps.add(new Step(
                    SAMPLE,
                    Map.of(
                            "graph",
                            "sampled",
                            "of",
                            graph,
                            "configuration",
                            Map.of("samplingRatio", 0.7, "randomSeed", 42L, "concurrency", 1L)),
                    " sampled"));
        }
        return new Drawn(name, projection.steps, projection.training);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private List<String> some(List<String> list) {
        List<String> chosen = list.stream().filter(one -> chance(60)).toList();
        return chosen.isEmpty() ? List.of(any(list)) : chosen;
    }

    private void sides(List<String> users, List<String> items) {
        // they cannot be told apart by the relationships where one node is both
        if (content.shared() || chance(70)) {
            training.put("users", any(users));
            training.put("items", any(items));
        }
    }

    private String stored() {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (chance(70)) {
            whole = chance(50) ? "n" : "number";
            properties.put(whole, chance(40) ? Map.of("property", "n", "defaultValue", 5L) : Map.of("property", "n"));
        }
        if (chance(60)) {
            fraction = chance(50) ? "x" : "size";
            properties.put(
                    fraction, chance(40) ? Map.of("property", "x", "defaultValue", 0.75) : Map.of("property", "x"));
        }
        Map<String, Object> nodes = new LinkedHashMap<>();
        List<String> users = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (String label : some(content.userLabels())) {
            users.add(node(nodes, label, properties));
        }
        for (String label : some(content.itemLabels())) {
            items.add(node(nodes, label, properties));
        }
        if (chance(5)) {
            nodes.put("Any", Map.of("label", "*", "properties", properties));
            labels.add("Any");
        }
        sides(users, items);
        boolean all = chance(5);
        if (all) {
            training.remove("users");
            training.remove("items");
            labels.clear();
        }
        relationships(all ? "*" : nodes);
        return "native";
    }

    private String node(Map<String, Object> nodes, String label, Map<String, Object> properties) {
        String alias = chance(35) ? "The" + label : label;
        nodes.put(alias, Map.of("label", label, "properties", properties));
        labels.add(alias);
        return alias;
    }

    private void relationships(Object nodes) {
        Map<String, String> names = new LinkedHashMap<>();
        if (chance(60)) {
            names.put(chance(30) ? "strength" : "w", "w");
        }
        if (chance(50)) {
            names.put(chance(30) ? "moment" : "t", "t");
        }
        if (chance(20)) {
            names.put("c", "c");
        }
        if (chance(12)) {
            names.put("times", "*");
        }
        numbers.addAll(names.keySet());
        Map<String, Object> relationships = new LinkedHashMap<>();
        List<String> chosen = chance(8) ? List.of("*") : some(List.of("R", "V"));
        for (String type : chosen) {
            String alias = type.equals("*") ? "ALL" : chance(35) ? "DID_" + type : type;
            relationships.put(alias, relationship(type, names));
            types.add(alias);
        }
        if (chance(8)) {
            relationships.put("AGAIN", relationship("R", names));
            types.add("AGAIN");
        }
        List<String> numbersOnly = names.keySet().stream()
                .filter(name -> !names.get(name).equals("t"))
                .toList();
        if (!numbersOnly.isEmpty() && chance(80)) {
            training.put("weight", any(numbersOnly));
        }
        names.forEach((name, property) -> {
            if (property.equals("t") && chance(80)) {
                training.put("time", name);
            }
        });
        steps.add(new Step(NATIVE, Map.of("graph", "g", "nodes", nodes, "relationships", relationships), ""));
    }

    private Map<String, Object> relationship(String type, Map<String, String> names) {
        Map<String, Object> projection = new LinkedHashMap<>();
        projection.put("type", type);
        projection.put("orientation", any(List.of("NATURAL", "NATURAL", "REVERSE", "UNDIRECTED")));
        List<String> merges = List.of("SINGLE", "SUM", "MIN", "MAX", "COUNT");
        int scheme = names.containsValue("*") ? 2 : random.nextInt(4);
        if (scheme == 1) {
            projection.put("aggregation", any(merges));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        names.forEach((name, property) -> {
            Map<String, Object> mapping = new LinkedHashMap<>();
            mapping.put("property", property);
            if (!property.equals("*") && chance(35)) {
                mapping.put("defaultValue", any(List.of(3.0, 0.0, -1.0, 2L)));
            }
            if (property.equals("*")) {
                mapping.put("aggregation", "COUNT");
            } else if (scheme == 2) {
                mapping.put("aggregation", any(merges));
            } else if (scheme == 1 && chance(30)) {
                mapping.put("aggregation", any(merges));
            }
            properties.put(name, mapping);
        });
        projection.put("properties", properties);
        return projection;
    }

    private void filter(String of, String graph) {
        Map<String, Object> parameters = Map.of("w", 2.0, "n", 4L);
        String nodes = chance(50) ? "*" : nodeFilter();
        String relationships = chance(nodes.equals("*") ? 10 : 40) ? "*" : relationshipFilter();
        steps.add(new Step(
                FILTER,
                Map.of(
                        "graph",
                        graph,
                        "of",
                        of,
                        "nodes",
                        nodes,
                        "relationships",
                        relationships,
                        "configuration",
                        Map.of("parameters", parameters)),
                " filtered"));
    }

    private String nodeFilter() {
        List<String> parts = new ArrayList<>();
        labels.forEach(label -> parts.add("n:" + label));
        if (whole != null) {
            parts.add("n." + whole + any(List.of(" > 2", " <= 6", " <> 5", " = 5", " >= $n", " < -3")));
        }
        if (fraction != null) {
            parts.add("n." + fraction + any(List.of(" > 0.5", " <= 1.25", " <> 0.75", " = 0.75")));
        }
        return parts.isEmpty() ? "*" : joined(parts);
    }

    private String relationshipFilter() {
        List<String> parts = new ArrayList<>();
        types.forEach(type -> parts.add("r:" + type));
        numbers.forEach(number ->
                parts.add("r." + number + any(List.of(" > 1.0", " >= 2.0", " <> 3.0", " = 3.0", " < $w", " <= 4.0"))));
        return parts.isEmpty() ? "*" : joined(parts);
    }

    private String joined(List<String> parts) {
        String one = any(parts);
        return switch (random.nextInt(5)) {
            case 0 -> "NOT " + one;
            case 1 -> one + " AND " + any(parts);
            case 2 -> one + " OR " + any(parts);
            case 3 -> one + " OR NOT (" + any(parts) + " AND " + any(parts) + ")";
            default -> one;
        };
    }

    private String label(List<String> all) {
        return chance(75) ? all.get(0) : chance(50) ? String.join("|", all) : any(all);
    }

    private String query() {
        String user = "(u:" + label(content.userLabels()) + ")";
        String item = "(i:" + label(content.itemLabels()) + ")";
        String type = any(List.of("R", "V", "R|V"));
        String plain = "MATCH " + user
                + any(List.of("-[r:%s]->", "-[r:%s]->", "<-[r:%s]-", "-[r:%s]-"))
                        .formatted(type) + item;
        String over = "MATCH " + user + "-[p:PLACED]->(o:Order)-[r:CONTAINS]->" + item;
        String where = any(List.of("r.w > 1", "r.w IS NOT NULL", "u.n > 2", "i.n <> 5", "r.w >= 2 AND u.x < 2"));
        String name = chance(40) ? "'DID'" : "type(r)";
        types.addAll(name.equals("'DID'") ? List.of("DID") : List.of(type.split("\\|")));
        int kind = random.nextInt(7);
        String weight = chance(50) ? "w" : "strength";
        String time = chance(50) ? "t" : "moment";
        boolean weighted = chance(65);
        boolean timed = chance(50);
        String weightIs = "r.w";
        String timeIs = chance(30) ? "r.t * 1000" : "r.t";
        String match = plain;
        if (kind == 1) {
            match = plain + " WHERE " + where;
        } else if (kind == 2 || kind == 3) {
            match = over + (chance(40) ? " WHERE " + where : "");
            timeIs = any(List.of("p.t", "p.t", "p.at.year * 1000 + p.at.ordinalDay", "r.t"));
            name = "'DID'";
            types.clear();
            types.add("DID");
        } else if (kind == 4) {
            weighted = true;
            match = (chance(50) ? plain : over) + " WITH u, i, "
                    + any(List.of("count(*)", "sum(r.w)", "max(r.w)", "count(r.w)", "avg(r.w)")) + " AS together";
            weightIs = "together";
            timed = false;
            name = "'DID'";
            types.clear();
            types.add("DID");
        } else if (kind == 5) {
            weighted = true;
            weightIs = any(List.of(
                    "coalesce(r.w, 3.0)",
                    "r.w * 2",
                    "toFloat(u.n)",
                    "CASE WHEN r.w > 2 THEN 1.0 ELSE -1.0 END",
                    "r.w + $more",
                    "r.c"));
        } else if (kind == 6) {
            match = "MATCH " + user + " OPTIONAL MATCH (u)-[r:" + type + "]->" + item;
        }
        List<String> properties = new ArrayList<>();
        if (weighted) {
            properties.add(weight + ": " + weightIs);
            numbers.add(weight);
            training.put("weight", weight);
        }
        if (timed) {
            properties.add(time + ": " + timeIs);
            numbers.add(time);
            if (chance(80)) {
                training.put("time", time);
            }
        }
        labels.addAll(content.userLabels().subList(0, 1));
        labels.addAll(content.itemLabels().subList(0, 1));
        sides(content.userLabels().subList(0, 1), content.itemLabels().subList(0, 1));
        steps.add(new Step(
                match + (chance(50) ? " RETURN " : " WITH ")
                        + "gds.graph.project($graph, u, i, {sourceNodeLabels: labels(u),"
                        + " targetNodeLabels: labels(i), relationshipType: " + name
                        + (properties.isEmpty()
                                ? ""
                                : ", relationshipProperties: {" + String.join(", ", properties) + "}")
                        + "}) AS g",
                Map.of("graph", "g", "more", 1.5),
                ""));
        Step last = steps.get(0);
        if (last.statement().contains(" WITH gds.")) {
            steps.set(0, new Step(last.statement() + " RETURN g.nodeCount", last.parameters(), ""));
        }
        return List.of(
                        "Cypher plain",
                        "Cypher where",
                        "Cypher between",
                        "Cypher between",
                        "Cypher grouped",
                        "Cypher computed",
                        "Cypher optional")
                .get(kind);
    }

    private String declared() {
        Map<String, Object> declaration = new LinkedHashMap<>();
        List<Object> interactions = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            interactions.add(interaction(i));
        }
        declaration.put("users", side(content.userLabels(), "user"));
        declaration.put("items", side(content.itemLabels(), "item"));
        declaration.put("interactions", interactions);
        if (!content.shared() && chance(40)) {
            declaration.put("itemProperties", List.of("n"));
            whole = "n";
        }
        List.of("weight", "time", "like").forEach(key -> {
            if (interactions.stream().anyMatch(one -> one instanceof Map<?, ?> map && map.containsKey(key))) {
                numbers.add(key);
            }
        });
        steps.add(new Step(DECLARE, Map.of("graph", "g", "declaration", declaration), ""));
        return "declared";
    }

    private Object side(List<String> all, String variable) {
        List<String> chosen = chance(60) ? all.subList(0, 1) : some(all);
        labels.addAll(chosen);
        Object label = chosen.size() == 1 && chance(50) ? chosen.get(0) : chosen;
        return chance(30)
                ? Map.of("label", label, "where", variable + any(List.of(".n > 2", ".x IS NOT NULL")))
                : label;
    }

    private Object interaction(int place) {
        if (chance(15)) {
            String type = place == 0 ? "R" : place == 1 ? "V" : "LIKED";
            types.add(type);
            return type;
        }
        boolean over = chance(40);
        String type = any(List.of("R", "V", "R|V"));
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", "did" + place);
        types.add("did" + place);
        one.put(
                "pattern",
                over
                        ? any(List.of(
                                "(user)-[p:PLACED]->(o:Order)-[r:CONTAINS]->(item)",
                                "(item)<-[r:CONTAINS]-(o:Order {total: 2})<-[p:PLACED]-(user)",
                                "(user)-[p:PLACED]->(o)-[r:CONTAINS]->()<-[:R]-()-[:V]->(item)"))
                        : any(List.of("(user)-[r:%s]->(item)", "(user)<-[r:%s]-(item)", "(user)-[r:%s]-(item)"))
                                .formatted(type));
        put(one, "where", 25, List.of("r.w > 1", "r.w IS NOT NULL AND user.n <> 3", "item.x < 1.5"));
        put(one, "weight", 50, List.of("r.w", "r.w", "coalesce(r.w, 3)", "r.w * 2", "r.w > 2", "item.n"));
        put(
                one,
                "time",
                50,
                over
                        ? List.of("p.t", "p.at", "o.day", "datetime({epochSeconds: p.t})")
                        : List.of("r.t", "r.t", "-r.t"));
        put(one, "like", 20, List.of("r.w >= 3", "r.c > 1", "item.n > 4 OR r.w > 1"));
        put(one, "aggregate", 50, List.of("last", "sum", "max", "count"));
        return one;
    }

    private void put(Map<String, Object> map, String key, int percent, List<String> values) {
        if (chance(percent)) {
            map.put(key, any(values));
        }
    }
}
