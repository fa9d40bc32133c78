// SPDX-License-Identifier: GPL-3.0-only
/** The catalog of trained models and its procedures. */
package org.graphrec.procedures.model;
