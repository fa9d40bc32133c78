// SPDX-License-Identifier: GPL-3.0-only
/** What an architecture says about itself, and what all of them share. Each has a folder below, which nothing else names but the registry. */
package org.graphrec.training.architecture;
