/** Training-free propagation in Cypher: {@code rec.propagate.*}. */
package org.graphrec.procedures.propagate;
