/** What the operator sets in neo4j.conf, and the plugin's start and stop with the server. */
package org.graphrec.procedures.server;
