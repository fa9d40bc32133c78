// SPDX-License-Identifier: GPL-3.0-only
/**
 * Pictures and sounds as the numbers that a model reads: decoding, resizing, resampling. Pure Java on arrays; knows no model.
 */
package org.graphrec.embedding.media;
