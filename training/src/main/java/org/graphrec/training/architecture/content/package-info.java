// SPDX-License-Identifier: GPL-3.0-only
/** Likeness of item texts alone: {@code content}. */
package org.graphrec.training.architecture.content;
