// SPDX-License-Identifier: GPL-3.0-only
/** Which nodes of a database have changed since a moment: what tells whether something found earlier still holds. */
package org.graphrec.procedures.changes;
