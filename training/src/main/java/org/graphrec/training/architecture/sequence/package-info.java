// SPDX-License-Identifier: GPL-3.0-only
/** Deep networks over the items of a history, trained by an optional jar and served in plain Java: {@code gcn}, {@code gat}, {@code sage}, {@code lstm} and {@code transformer}. */
package org.graphrec.training.architecture.sequence;
