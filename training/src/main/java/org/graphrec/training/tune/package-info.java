/** Choosing parameters on a holdout: the task, the trials, and the search. */
package org.graphrec.training.tune;
