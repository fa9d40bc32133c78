// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.graphrec.training.Monitor;

/** Limited-memory BFGS (Nocedal and Wright 2006, algorithm 7.5) with backtracking, for smooth convex functions. */
final class Lbfgs {

    private static final int MEMORY = 10;

    /** Share of the decrease that the slope promises which a step must bring (Armijo). */
    private static final double SUFFICIENT = 1e-4;

    private static final int MOST_HALVINGS = 30;

    private Lbfgs() {}

    /** A step made and the change of the gradient along it. */
    private static final class Step {
        private final double[] move;
        private final double[] turn;
        private final double curvature;

        Step(double[] move, double[] turn, double curvature) {
            this.move = move;
            this.turn = turn;
            this.curvature = curvature;
        }
    }

    /**
     * A point near the minimum: where the gradient's length is below {@code tolerance}, or no step decreases any more.
     *
     * @param start not changed
     */
    static double[] minimise(
            Objective objective, double[] start, int mostIterations, double tolerance, Monitor monitor) {
        double[] point = start.clone();
        double[] gradient = new double[point.length];
        double value = objective.value(point, gradient);
        Deque<Step> steps = new ArrayDeque<>();
        for (int iteration = 0; iteration < mostIterations && length(gradient) > tolerance; iteration++) {
            monitor.assertRunning();
            double[] direction = direction(gradient, steps);
            double slope = product(direction, gradient);
            double size = steps.isEmpty() ? Math.min(1, 1 / length(gradient)) : 1;
            double[] next = new double[point.length];
            double[] nextGradient = new double[point.length];
            double nextValue = Double.POSITIVE_INFINITY;
            int halvings = 0;
            while (halvings++ < MOST_HALVINGS) {
                for (int i = 0; i < next.length; i++) {
                    next[i] = point[i] + size * direction[i];
                }
                nextValue = objective.value(next, nextGradient);
                if (nextValue <= value + SUFFICIENT * size * slope) {
                    break;
                }
                size /= 2;
            }
            if (!(nextValue < value)) {
                break;
            }
            remember(steps, point, next, gradient, nextGradient);
            point = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return point;
    }

    private static void remember(Deque<Step> steps, double[] from, double[] to, double[] before, double[] after) {
        double[] move = new double[from.length];
        double[] turn = new double[from.length];
        for (int i = 0; i < move.length; i++) {
            move[i] = to[i] - from[i];
            turn[i] = after[i] - before[i];
        }
        double curvature = product(move, turn);
        // rounding may hide the curvature of a flat direction
        if (curvature > 1e-12 * product(turn, turn)) {
            steps.addFirst(new Step(move, turn, curvature));
            if (steps.size() > MEMORY) {
                steps.removeLast();
            }
        }
    }

    /** Minus the inverse Hessian of the remembered steps, times the gradient. */
    private static double[] direction(double[] gradient, Deque<Step> steps) {
        double[] direction = gradient.clone();
        double[] shares = new double[steps.size()];
        int i = 0;
        for (Step step : steps) {
            shares[i] = product(step.move, direction) / step.curvature;
            axpy(-shares[i++], step.turn, direction);
        }
        Step last = steps.peekFirst();
        double scale = last == null ? 1 : last.curvature / product(last.turn, last.turn);
        for (int d = 0; d < direction.length; d++) {
            direction[d] *= -scale;
        }
        for (Iterator<Step> oldest = steps.descendingIterator(); oldest.hasNext(); ) {
            Step step = oldest.next();
            double share = product(step.turn, direction) / step.curvature;
            axpy(-shares[--i] - share, step.move, direction);
        }
        return direction;
    }

    private static double length(double[] vector) {
        return Math.sqrt(product(vector, vector));
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void axpy(double alpha, double[] x, double[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += alpha * x[i];
        }
    }
}
