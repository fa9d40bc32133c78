/** What {@code rec.doctor} finds, said by the packages that know it. */
package org.graphrec.procedures.finding;
