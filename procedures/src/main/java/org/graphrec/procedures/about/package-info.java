/** What the plugin is: {@code rec.version} and {@code rec.list}. */
package org.graphrec.procedures.about;
