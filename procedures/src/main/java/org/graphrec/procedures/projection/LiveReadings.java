// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphrec.procedures.cypher.CypherProblem;
import org.graphrec.procedures.cypher.Expression;
import org.graphrec.procedures.cypher.Guess;
import org.graphrec.procedures.cypher.Pattern;
import org.graphrec.procedures.cypher.ProjectionQuery;
import org.graphrec.procedures.reading.ContextReading;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.procedures.reading.KeptHistories;
import org.graphrec.procedures.reading.NodeReading;
import org.graphrec.procedures.reading.PatternReading;
import org.graphrec.procedures.reading.PropertyReading;
import org.graphrec.procedures.reading.RelationshipReading;
import org.graphrec.training.graph.Aggregate;
import org.graphrec.training.graph.PairRule;
import org.neo4j.gds.RelationshipType;
import org.neo4j.graphdb.Direction;

/** Ways in which the live graph may be read as a projection was. */
final class LiveReadings {
    private LiveReadings() {}

    /** Whether what is told of a projection needs no comparison: it was read that way, and nothing was drawn or computed since. */
    static boolean proven(ProjectedInteractions projected) {
        return projected.told().isPresent() && !projected.projection().origin().sampled();
    }

    /** The readings to compare, the likeliest first. */
    static List<GraphReading> candidates(ProjectedInteractions projected) {
        if (projected.told().isPresent()) {
            return List.of(projected.told().get());
        }
        List<GraphReading> candidates = new ArrayList<>();
        candidates.add(plain(projected, Direction.OUTGOING));
        query(projected).ifPresent(candidates::add);
        candidates.add(plain(projected, Direction.INCOMING));
        candidates.add(plain(projected, Direction.BOTH));
        return candidates;
    }

    /** For histories that are kept: what a declaration adds to them, or nothing. */
    static GraphReading kept(ProjectedInteractions projected) {
        GraphReading plain = plain(projected, Direction.OUTGOING);
        boolean declared = projected.projection().declaration().isPresent()
                && projected.told().isPresent();
        GraphReading base = declared ? projected.told().get() : plain;
        return new GraphReading(
                GraphReading.Source.PROJECTED,
                declared ? base.users() : unknown(plain.users()),
                declared ? base.items() : unknown(plain.items()),
                declared ? base.interactions() : List.of(),
                projected.rule(),
                base.declared(),
                new GraphReading.Learned(base.leftOut(), histories(projected), null, ContextReading.NONE));
    }

    private static KeptHistories histories(ProjectedInteractions projected) {
        ProjectedInteractions.Reader reader = projected.reader();
        KeptHistories.Builder builder =
                new KeptHistories.Builder(projected.users().size());
        for (int user = 0; user < projected.users().size(); user++) {
            projected.projection().assertRunningAt(user);
            builder.add(reader.pairs(user));
        }
        return builder.build();
    }

    private static NodeReading unknown(NodeReading nodes) {
        return new NodeReading(nodes.variable(), nodes.labels(), null, Map.of(), List.of(), nodes.conditions(), false);
    }

    private static GraphReading plain(ProjectedInteractions projected, Direction direction) {
        Bipartite.Selection selection = projected.selection();
        List<InteractionReading> interactions = new ArrayList<>();
        for (String type : projected.types()) {
            List<PropertyReading> properties =
                    projected.projection().store().relationshipPropertyKeys(RelationshipType.of(type)).stream()
                            .sorted()
                            .map(PropertyReading::plain)
                            .toList();
            boolean any = type.equals(RelationshipType.ALL_RELATIONSHIPS.name());
            interactions.add(new RelationshipReading(
                    type,
                    any ? List.of() : List.of(type),
                    direction,
                    properties,
                    List.of(),
                    place(properties, selection.relationshipWeightProperty()),
                    place(properties, selection.relationshipTimeProperty()),
                    Aggregate.LAST,
                    List.of()));
        }
        return filtered(projected, GraphReading.Source.PLAIN, interactions, projected.rule());
    }

    private static int place(List<PropertyReading> properties, String name) {
        for (int p = 0; p < properties.size(); p++) {
            if (properties.get(p).name().equals(name)) {
                return p;
            }
        }
        return -1;
    }

    /** What the text of a Cypher projection says. */
    static Optional<Guess> guess(ProjectedInteractions projected) {
        return projected.projection().origin().query().flatMap(ProjectionQuery::guess);
    }

    private static Optional<GraphReading> query(ProjectedInteractions projected) {
        boolean filtered = projected.projection().origin().filters().stream()
                .anyMatch(filter -> !GraphFilter.keepsAll(filter.relationships()));
        if (projected.types().size() != 1 || filtered) {
            return Optional.empty();
        }
        return guess(projected).flatMap(guess -> {
            try {
                return Optional.of(reading(projected, guess));
            } catch (CypherProblem unread) {
                return Optional.empty();
            }
        });
    }

    private static GraphReading reading(ProjectedInteractions projected, Guess guess) {
        Bipartite.Selection selection = projected.selection();
        // each row of the query is a relationship of the projection, unless it was put together there
        Aggregate aggregate = guess.aggregate() == null
                ? Aggregate.LAST
                : Aggregate.of(guess.aggregate()).orElse(Aggregate.LAST);
        InteractionReading interaction = new PatternReading(
                projected.types().get(0),
                Pattern.parse(guess.pattern()),
                expression(guess.where()),
                expression(guess.propertyExpressions().get(selection.relationshipTimeProperty())),
                expression(guess.propertyExpressions().get(selection.relationshipWeightProperty())),
                null,
                aggregate,
                List.of());
        PairRule rule = new PairRule(
                List.of(aggregate),
                projected.rule().weighted(),
                projected.rule().likeThreshold());
        return filtered(projected, GraphReading.Source.QUERY, List.of(interaction), rule);
    }

    private static Expression expression(String text) {
        return text == null ? null : Expression.parse(text, false);
    }

    private static GraphReading filtered(
            ProjectedInteractions projected,
            GraphReading.Source source,
            List<InteractionReading> interactions,
            PairRule rule) {
        return projected
                .projection()
                .filtered(new GraphReading(
                        source,
                        nodes("user", projected.sides().users()),
                        nodes("item", projected.sides().items()),
                        interactions,
                        rule));
    }

    private static NodeReading nodes(String variable, List<String> labels) {
        return new NodeReading(variable, labels, null, Map.of(), List.of(), List.of(), false);
    }
}
