// SPDX-License-Identifier: GPL-3.0-only
/** Reads configuration maps: every problem of a call at once, each naming the parameter, the value and the way out. */
package org.graphrec.procedures.config;
