// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.List;

/**
 * The row of `rec.explain.text`: the sentences, and all of them as one text, or what the chat service made of them.
 *
 * @param phrasedBy the chat service's model; null where the text is that of the sentences
 */
public record ExplainTextRow(String text, List<String> sentences, double score, long rank, String phrasedBy) {}
