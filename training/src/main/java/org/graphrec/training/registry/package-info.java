// SPDX-License-Identifier: GPL-3.0-only
/** The list of architectures: the one place that names them all. */
package org.graphrec.training.registry;
