// SPDX-License-Identifier: GPL-3.0-only
/** {@code rec.suggest}: what could be recommended in a database that nobody has described yet. */
package org.graphrec.procedures.suggest;
