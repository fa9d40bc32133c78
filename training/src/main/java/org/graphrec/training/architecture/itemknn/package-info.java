/** Degree-normalised co-occurrence of items: {@code itemKnn}. */
package org.graphrec.training.architecture.itemknn;
