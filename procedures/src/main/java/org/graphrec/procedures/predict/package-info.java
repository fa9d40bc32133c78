/** Predicting ratings in Cypher: {@code rec.predict}. */
package org.graphrec.procedures.predict;
