/** Recommendations in Cypher: {@code rec.recommend.*}. */
package org.graphrec.procedures.recommend;
