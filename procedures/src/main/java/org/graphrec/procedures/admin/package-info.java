// SPDX-License-Identifier: GPL-3.0-only
/** What the plugin is and how it does, and indexes: {@code rec.version}, {@code rec.list}, {@code rec.doctor}, {@code rec.index.create}. */
package org.graphrec.procedures.admin;
