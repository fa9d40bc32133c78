// SPDX-License-Identifier: GPL-3.0-only
/** What the rest of the graph says: other behaviours, attributes and friends, each a channel from a user to items. */
package org.graphrec.training.architecture.context;
