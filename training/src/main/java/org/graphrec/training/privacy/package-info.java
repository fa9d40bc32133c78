/** Differential privacy: noise that hides any one edge, and what it costs. */
package org.graphrec.training.privacy;
