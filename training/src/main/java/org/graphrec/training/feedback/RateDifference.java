// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.feedback;

import org.graphrec.training.compare.Interval;

/**
 * By how much one rate is above another.
 *
 * @param value the estimate; NaN where there is none
 * @param interval 95 % confidence interval
 * @param pValue two-sided, of the hypothesis that there is no difference
 * @param usersOfBoth how many users saw both; these are paired with themselves
 */
public record RateDifference(double value, Interval interval, double pValue, int usersOfBoth) {}
