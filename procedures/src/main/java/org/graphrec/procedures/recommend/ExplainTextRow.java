// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.List;

/** The row of `rec.explain.text`: the sentences, and all of them as one text. */
public record ExplainTextRow(String text, List<String> sentences, double score, long rank) {}
