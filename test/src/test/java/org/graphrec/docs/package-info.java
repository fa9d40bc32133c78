// SPDX-License-Identifier: GPL-3.0-only
/** The pages of this repository: that links lead somewhere, that all is reachable, and that it reads well. */
package org.graphrec.docs;
