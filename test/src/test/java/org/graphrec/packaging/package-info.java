// SPDX-License-Identifier: GPL-3.0-only
/** What is shipped beside the jar says the versions that the build says. */
package org.graphrec.packaging;
