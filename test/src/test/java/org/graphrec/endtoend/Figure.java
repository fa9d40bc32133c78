// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

/** What a suite measured, as a line of the build's output. */
final class Figure {
    private Figure() {}

    static void print(String what, String value) {
        System.out.println(what + ": " + value);
    }
}
