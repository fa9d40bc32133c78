// SPDX-License-Identifier: GPL-3.0-only
/** What was shown to users and what they did with it, as relationships, and what follows from it. */
package org.graphrec.procedures.feedback;
