// SPDX-License-Identifier: GPL-3.0-only
/** A real browser, where one is installed, for looking at what we write for people. */
package org.graphrec.browser;
