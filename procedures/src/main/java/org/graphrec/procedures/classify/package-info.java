/** Classifying nodes in Cypher: {@code rec.classify.*}. */
package org.graphrec.procedures.classify;
