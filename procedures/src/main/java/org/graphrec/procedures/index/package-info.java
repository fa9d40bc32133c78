/** Vector indexes over embeddings: {@code rec.index.create}. */
package org.graphrec.procedures.index;
