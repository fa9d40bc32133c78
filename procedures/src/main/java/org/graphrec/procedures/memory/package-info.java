// SPDX-License-Identifier: GPL-3.0-only
/** What memory a call may have, on the heap and outside it, and how it is refused. */
package org.graphrec.procedures.memory;
