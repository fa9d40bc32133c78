// SPDX-License-Identifier: GPL-3.0-only
/** What the operator sets in graph-recommender.conf, and the plugin's start and stop with the server. */
package org.graphrec.procedures.server;
