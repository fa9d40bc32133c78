// SPDX-License-Identifier: GPL-3.0-only
/** The live graph, read and written as the calling user: nodes by id, vectors as properties, histories. */
package org.graphrec.procedures.live;
