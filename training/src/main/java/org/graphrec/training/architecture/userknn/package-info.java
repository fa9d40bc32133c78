/** What users with similar histories have: {@code userKnn}. */
package org.graphrec.training.architecture.userknn;
