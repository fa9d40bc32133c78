/** The bridge to Graph Data Science: its catalog, its graphs, its progress. The only package that names its classes. */
package org.graphrec.procedures.gds;
