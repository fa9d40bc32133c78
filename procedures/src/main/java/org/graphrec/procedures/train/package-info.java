/** Training in Cypher: {@code rec.train}. */
package org.graphrec.procedures.train;
