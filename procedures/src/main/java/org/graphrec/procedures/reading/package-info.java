// SPDX-License-Identifier: GPL-3.0-only
/** How users, items and their interactions are read from the live graph, as the projection that a model learned from had them. */
package org.graphrec.procedures.reading;
