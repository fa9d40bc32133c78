// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.cypher.Expression;
import org.graphrec.training.graph.PairRule;

/**
 * What `rec.graph.project` is told: who the users are, what the items are, and what happens between them. A projection is made of
 * it, and histories are read by it.
 *
 * @param users which nodes, of which those are left who agree by the key `consent`
 * @param items which nodes
 * @param interactions at least one
 * @param target the interaction to recommend for, or null for any
 * @param itemKey the property that tells items apart for good, or null
 * @param userKey that of users, or null
 * @param itemProperties properties of items that the projection takes along
 * @param context what is known of users and items beside that
 * @param contextProperties by which users, or items, have something in common
 * @param map as it was given
 */
public record Declaration(
        NodeReading users,
        NodeReading items,
        List<DeclaredInteraction> interactions,
        String target,
        String itemKey,
        String userKey,
        List<String> itemProperties,
        List<DeclaredContext> context,
        List<ContextProperty> contextProperties,
        Map<String, Object> map) {
    /** The keys of a declaration. */
    public static final List<String> KEYS = List.of(
            "users", "items", "interactions", "target", "key", "itemProperties", "context", DeclaredConsent.KEY);

    public Declaration {
        interactions = List.copyOf(interactions);
        itemProperties = List.copyOf(itemProperties);
        context = List.copyOf(context);
        contextProperties = List.copyOf(contextProperties);
    }

    /**
     * Reads a declaration again, such as one of a model's file.
     *
     * @throws IllegalArgumentException naming all that is wrong
     */
    public static Declaration read(Map<String, Object> map) {
        Config config = new Config(map);
        Declaration declaration = read(config);
        config.check();
        return declaration;
    }

    /** Reads the keys of a declaration; null where the config has problems now. */
    public static Declaration read(Config config) {
        NodeReading declared = DeclaredNodes.read(config, "users", "user");
        NodeReading items = DeclaredNodes.read(config, "items", "item");
        List<DeclaredInteraction> interactions = DeclaredInteraction.readAll(config);
        String target = config.string("target", null);
        Map<String, String> keys = keys(config);
        List<String> itemProperties = config.strings("itemProperties", List.of());
        List<DeclaredContext> context = DeclaredContext.readAll(
                config,
                interactions == null
                        ? List.of()
                        : interactions.stream().map(DeclaredInteraction::name).toList());
        Expression consent = DeclaredConsent.read(config);
        if (declared == null || items == null || interactions == null || keys == null || context == null) {
            return null;
        }
        NodeReading users = DeclaredConsent.applied(declared, consent);
        if (consent != null && !consented(config, declared, interactions, context)) {
            return null;
        }
        List<String> names =
                interactions.stream().map(DeclaredInteraction::name).toList();
        if (target != null && !names.contains(target)) {
            config.problem("The value of `target` must be the name of an interaction but was `" + Config.shown(target)
                    + "`." + Suggestions.didYouMeanOneOf(target, names));
            return null;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("users", DeclaredNodes.map(declared));
        map.put("items", DeclaredNodes.map(items));
        map.put(
                "interactions",
                interactions.stream().map(DeclaredInteraction::map).toList());
        if (target != null) {
            map.put("target", target);
        }
        if (!keys.isEmpty()) {
            map.put("key", keys);
        }
        if (!itemProperties.isEmpty()) {
            map.put("itemProperties", itemProperties);
        }
        if (consent != null) {
            map.put(DeclaredConsent.KEY, consent.text());
        }
        List<ContextProperty> properties = DeclaredContext.properties(config);
        if (!context.isEmpty() || !properties.isEmpty()) {
            List<Object> shown = new ArrayList<>();
            context.forEach(relation -> shown.add(relation.map()));
            properties.forEach(property -> shown.add(property.name()));
            map.put("context", shown);
        }
        return new Declaration(
                users,
                items,
                interactions,
                target,
                keys.get("items"),
                keys.get("users"),
                itemProperties,
                context,
                properties,
                map);
    }

    private static boolean consented(
            Config config, NodeReading users, List<DeclaredInteraction> interactions, List<DeclaredContext> context) {
        boolean good = true;
        for (DeclaredInteraction one : interactions) {
            good &= DeclaredConsent.allows(config, users, one.reading().pattern());
        }
        for (DeclaredContext one : context) {
            good &= DeclaredConsent.allows(config, users, one.pattern().pattern());
        }
        return good;
    }

    /** What must hold of a user before anything of them is read; null where that is not declared. */
    public Expression consent() {
        return new GraphReading.Declared(target, map).consent();
    }

    private static Map<String, String> keys(Config config) {
        Object value = config.object("key", "String, or Map of `items` and `users`");
        if (value == null) {
            return Map.of();
        }
        if (value instanceof String property && !property.isBlank()) {
            return Map.of("items", property);
        }
        Map<String, String> keys = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map
                && map.entrySet().stream()
                        .allMatch(entry -> List.of("items", "users").contains(entry.getKey())
                                && entry.getValue() instanceof String text
                                && !text.isBlank())) {
            map.forEach((side, property) -> keys.put((String) side, (String) property));
            return keys;
        }
        config.problem("The value of `key` must be the property that tells items apart, or a map such as"
                + " `{items: 'isbn', users: 'email'}`, but was `" + Config.shown(value) + "`.");
        return null;
    }

    /** Whether interactions have weights. */
    public boolean weighted() {
        return interactions.stream().anyMatch(DeclaredInteraction::weighted);
    }

    /** Whether interactions have times. */
    public boolean timed() {
        return interactions.stream().anyMatch(one -> one.reading().time() != null);
    }

    /** Whether it is said of interactions that they are likes. */
    public boolean saysLikes() {
        return interactions.stream().anyMatch(one -> one.reading().like() != null);
    }

    /**
     * How the live graph is read for some of the interactions.
     *
     * @param names of the interactions, in order
     * @param filtered whether filters may ask for all that the projection has of an interaction
     */
    public GraphReading reading(List<String> names, boolean weighted, boolean filtered) {
        List<DeclaredInteraction> chosen = new ArrayList<>();
        for (String name : names) {
            interactions.stream().filter(one -> one.name().equals(name)).forEach(chosen::add);
        }
        return new GraphReading(
                GraphReading.Source.DECLARED,
                users,
                items,
                chosen.stream()
                        .map(one -> filtered ? one.reading() : one.fastest())
                        .toList(),
                rule(chosen, weighted),
                new GraphReading.Declared(target != null && names.contains(target) ? target : null, map),
                GraphReading.Learned.NOTHING);
    }

    private static PairRule rule(List<DeclaredInteraction> chosen, boolean weighted) {
        return new PairRule(
                chosen.stream().map(one -> one.reading().aggregate()).toList(), weighted, Double.NEGATIVE_INFINITY);
    }

    /**
     * Whether a relationship type is one that items are recommended for, where a call names none. An interaction that is not the target
     * stays in the history if it has a weight or a `like`; otherwise it is a behaviour.
     */
    public boolean recommendedFor(String type) {
        if (target == null || target.equals(type)) {
            return context(type) == null;
        }
        DeclaredInteraction other = interaction(type);
        return other != null && (other.weighted() || other.reading().like() != null);
    }

    /** The labels of users and items. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>(users.labels());
        items.labels().stream().filter(label -> !labels.contains(label)).forEach(labels::add);
        return labels;
    }

    /** The interaction of a name, or null. */
    public DeclaredInteraction interaction(String name) {
        return interactions.stream()
                .filter(one -> Objects.equals(one.name(), name))
                .findFirst()
                .orElse(null);
    }

    /** The relation of a context that has a name, or null. */
    public DeclaredContext context(String name) {
        return context.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** How what a relation joins is read; empty where no relation has the name. */
    public Optional<InteractionReading> edges(String name) {
        return Optional.ofNullable(context(name))
                .map(DeclaredContext::fastest)
                .or(() -> Optional.ofNullable(interaction(name)).map(DeclaredInteraction::fastest));
    }
}
