/** Text embeddings in Cypher: {@code rec.embed} and {@code rec.embed.nodes.*}. */
package org.graphrec.procedures.embed;
