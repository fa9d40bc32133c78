/** The catalog of trained models and its procedures. */
package org.graphrec.procedures.model;
