// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import java.util.List;
import java.util.Locale;
import org.graphrec.training.compare.Curve;
import org.graphrec.training.compare.Metric;

/** How a method did on its holdout from epoch to epoch, as inline SVG. */
final class LineChart {
    private static final int WIDTH = 520;
    private static final int HEIGHT = 190;
    private static final int LEFT = 58;
    private static final int RIGHT = 14;
    private static final int TOP = 12;
    private static final int BOTTOM = 36;

    private final Curve curve;

    LineChart(Curve curve) {
        this.curve = curve;
    }

    void write(Html html) {
        List<Double> values = curve.values();
        double least = values.stream().min(Double::compare).orElseThrow();
        double most = values.stream().max(Double::compare).orElseThrow();
        double span = most > least ? most - least : 1;
        String metric = curve.metric() == Metric.NDCG ? "NDCG@20" : "RMSE";
        int best = values.indexOf(curve.metric().higherIsBetter() ? most : least);
        html.raw(
                "<figure><figcaption>%s <small>%s on its holdout after each epoch</small></figcaption>",
                curve.method().cypherName(), metric);
        html.raw(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s of %s on its holdout: %.4f after the first"
                        + " epoch, best %.4f after epoch %d of %d\">",
                WIDTH,
                HEIGHT,
                metric,
                curve.method().cypherName(),
                values.get(0),
                values.get(best),
                best + 1,
                values.size()));
        for (int tick = 0; tick <= 2; tick++) {
            double value = least + span * tick / 2;
            double y = y(value, least, span);
            html.raw(String.format(
                    Locale.ROOT,
                    "<path class=\"axis\" d=\"M%d %.1fH%d\"/><text class=\"quiet\" x=\"%d\" y=\"%.1f\""
                            + " text-anchor=\"end\">%.4f</text>",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    LEFT - 8,
                    y + 4,
                    value));
        }
        StringBuilder path = new StringBuilder();
        for (int epoch = 0; epoch < values.size(); epoch++) {
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", epoch == 0 ? "M" : "L", x(epoch), y(values.get(epoch), least, span)));
        }
        html.raw("<path class=\"curve\" d=\"" + path + "\"/>");
        html.raw(String.format(
                Locale.ROOT,
                "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>",
                x(best),
                y(values.get(best), least, span)));
        html.raw(String.format(
                Locale.ROOT,
                "<text class=\"quiet\" x=\"%d\" y=\"%d\">epoch 1</text><text class=\"quiet\" x=\"%d\" y=\"%d\""
                        + " text-anchor=\"end\">epoch %d</text>",
                LEFT,
                HEIGHT - 12,
                WIDTH - RIGHT,
                HEIGHT - 12,
                values.size()));
        html.raw("</svg></figure>\n");
    }

    private double x(int epoch) {
        return LEFT
                + (double) (WIDTH - LEFT - RIGHT)
                        * epoch
                        / Math.max(1, curve.values().size() - 1);
    }

    private static double y(double value, double least, double span) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - least) / span);
    }
}
