// SPDX-License-Identifier: GPL-3.0-only
/** Random walks of three steps between users and items, with popular items weighted down: {@code rp3beta}. */
package org.graphrec.training.architecture.rp3beta;
