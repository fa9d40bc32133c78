// SPDX-License-Identifier: GPL-3.0-only
/** The reference of all procedures and functions, written from what the running server says of itself. */
package org.graphrec.reference;
