// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.reading.RelationReading;

/** The sections of a model card: each says in words what its values say in numbers. */
final class ModelCard {
    private ModelCard() {}

    static ModelCardRow purpose(TrainedModel model, CardText text) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("modelName", model.name());
        values.put("architecture", model.fit().model().architecture());
        String items = model.graph().targetLabel();
        return row("purpose", text, values, text.say("purpose.text", model.name(), items == null ? "-" : items));
    }

    static ModelCardRow data(TrainedModel model, CardText text) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("users", (long) model.graph().users().size());
        values.put("items", (long) model.graph().items().size());
        values.put("interactions", model.call().interactions());
        List<String> names =
                model.live().live() ? model.live().names() : model.graph().relationshipTypes();
        values.put("names", names);
        List<String> relations = model.live().context().relations().stream()
                .map(RelationReading::name)
                .toList();
        values.put("relations", relations);
        List<String> texts = model.features().blocks().stream()
                .map(block -> block.property())
                .toList();
        values.put("texts", texts);
        values.put("trained", model.created());
        String consent =
                model.live().consent() == null ? null : model.live().consent().text();
        values.put("consent", consent);
        StringBuilder said = new StringBuilder(text.say(
                "data.text",
                String.valueOf(model.call().interactions()),
                String.valueOf(model.graph().users().size()),
                String.valueOf(model.graph().items().size()),
                String.join(", ", names),
                model.created().toLocalDate().toString()));
        if (!relations.isEmpty()) {
            said.append(text.say("data.relations", String.join(", ", relations)));
        }
        if (!texts.isEmpty()) {
            said.append(text.say("data.texts", String.join(", ", texts)));
        }
        if (consent != null) {
            said.append(text.say("data.consent", consent));
        }
        return row("data", text, values, said.toString());
    }

    static ModelCardRow shares(MeasuredShares measured, CardText text) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("users", (long) measured.users());
        values.put("shares", new LinkedHashMap<String, Object>(measured.shares()));
        String listed = measured.shares().entrySet().stream()
                .map(one -> percent(one.getValue()) + " " + named(one.getKey(), text))
                .collect(Collectors.joining("; "));
        return row(
                "shares",
                text,
                values,
                measured.shares().isEmpty()
                        ? text.say("shares.none")
                        : text.say(
                                "shares.text",
                                String.valueOf(MeasuredShares.LISTED),
                                String.valueOf(measured.users()),
                                listed));
    }

    private static String named(String kind, CardText text) {
        return kind.startsWith(MeasuredShares.RELATION)
                ? text.say("share.relation", kind.substring(MeasuredShares.RELATION.length()))
                : text.say("share." + kind);
    }

    static ModelCardRow quality(TrainedModel model, CardText text) {
        Map<String, Double> metrics = model.fit().metrics();
        String listed = metrics.entrySet().stream()
                .map(one -> one.getKey() + " " + String.format(Locale.ROOT, "%.3f", one.getValue()))
                .collect(Collectors.joining(", "));
        return row(
                "quality",
                text,
                new LinkedHashMap<>(metrics),
                metrics.isEmpty() ? text.say("quality.none") : text.say("quality.text", listed));
    }

    static ModelCardRow change(CardText text) {
        return row("change", text, Map.of(), text.say("change.text"));
    }

    private static ModelCardRow row(String section, CardText text, Map<String, Object> values, String said) {
        return new ModelCardRow(section, text.say(section + ".title"), said, values);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
