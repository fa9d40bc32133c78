// SPDX-License-Identifier: GPL-3.0-only
/** What is trained outside the server and handed over to it: what a job may be asked for, and the file it writes. */
package org.graphrec.training.handover;
