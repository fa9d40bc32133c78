// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

/**
 * What is known of users and items beside ratings.
 *
 * @param text of the items; or null
 * @param context by the graph's other relationships
 */
record SideInformation(TextFeatures text, ContextFeatures context) {}
