// SPDX-License-Identifier: GPL-3.0-only
/** Values of Cypher in the types that JSON has, for clients that hand them on as JSON. */
package org.graphrec.procedures.plain;
