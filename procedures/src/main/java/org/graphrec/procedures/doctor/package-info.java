/** How the server and the plugin are, and what to do about it: {@code rec.doctor}. */
package org.graphrec.procedures.doctor;
