// SPDX-License-Identifier: GPL-3.0-only
/** The same for everybody: {@code popularity}. */
package org.graphrec.training.architecture.popularity;
