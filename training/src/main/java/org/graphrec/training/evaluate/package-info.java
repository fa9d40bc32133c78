/** Ranking metrics and full-ranking evaluation over held-out interactions. */
package org.graphrec.training.evaluate;
