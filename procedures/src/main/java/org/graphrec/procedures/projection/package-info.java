// SPDX-License-Identifier: GPL-3.0-only
/** The graphs of Graph Data Science's catalog, read into arrays and compared with the live graph. */
package org.graphrec.procedures.projection;
