// SPDX-License-Identifier: GPL-3.0-only
/**
 * The main job as one command: real data into a real server, then embed, project, train and recommend in Cypher over
 * Bolt, with readable tables. Everything it asks of the plugin goes through Cypher, as a user's own client would.
 */
package org.graphrec.demo;
