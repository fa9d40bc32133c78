// SPDX-License-Identifier: GPL-3.0-only
/**
 * Models as files: the safetensors layout with checksums, written so that neither a kill nor a power loss leaves anything but
 * the old or the new whole file. Knows models and the JDK.
 */
package org.graphrec.training.store;
