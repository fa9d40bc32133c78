// SPDX-License-Identifier: GPL-3.0-only
/** Text embeddings in Cypher: {@code rec.embed} and {@code rec.embed.nodes.*}. */
package org.graphrec.procedures.embed;
