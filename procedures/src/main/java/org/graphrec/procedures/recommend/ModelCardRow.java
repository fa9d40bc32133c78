// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.Map;

/** A row of `rec.model.card`: a section in words, and the numbers in it. */
public record ModelCardRow(String section, String title, String text, Map<String, Object> values) {}
