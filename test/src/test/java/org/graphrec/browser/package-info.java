// SPDX-License-Identifier: GPL-3.0-only
/** The server's own Neo4j Browser, used by a headless Chromium as a person would use it. */
package org.graphrec.browser;
