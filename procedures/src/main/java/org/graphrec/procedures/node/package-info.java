// SPDX-License-Identifier: GPL-3.0-only
/** The numbers of nodes and relationships. */
package org.graphrec.procedures.node;
