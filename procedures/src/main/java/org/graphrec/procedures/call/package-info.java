// SPDX-License-Identifier: GPL-3.0-only
/**
 * What every procedure has in common: what the server injects into a call, its progress in {@code gds.listProgress}, its end
 * when the transaction is terminated.
 */
package org.graphrec.procedures.call;
