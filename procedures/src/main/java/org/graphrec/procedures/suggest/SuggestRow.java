// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.suggest;

/**
 * One statement to run.
 *
 * @param step its place in the order, from 1
 * @param cypher the statement; empty where none can be suggested
 * @param why what in the database speaks for it
 */
public record SuggestRow(long step, String cypher, String why) {}
