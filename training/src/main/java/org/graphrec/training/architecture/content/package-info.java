/** Likeness of item texts alone: {@code content}. */
package org.graphrec.training.architecture.content;
