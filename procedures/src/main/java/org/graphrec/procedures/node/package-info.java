/** The numbers of nodes and relationships. */
package org.graphrec.procedures.node;
