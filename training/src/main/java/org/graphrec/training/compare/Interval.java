// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

/**
 * A confidence interval.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {}
