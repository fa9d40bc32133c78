// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

/**
 * One thing that was looked at, as `rec.doctor` shows it.
 *
 * @param check what was looked at
 * @param status {@code ok}, {@code warning} where something works less well than it could, {@code problem} where something
 *     does not work
 * @param detail what was found, on one line
 * @param remedy what to do about it; "" exactly where the status is ok
 */
public record Finding(String check, String status, String detail, String remedy) {

    public Finding {
        if (remedy.isEmpty() != status.equals("ok")) {
            throw new IllegalArgumentException(
                    "The finding `" + check + "` must have a remedy exactly where it is not ok.");
        }
    }

    /** All is well. */
    public static Finding ok(String check, String detail) {
        return new Finding(check, "ok", detail, "");
    }

    /** It works less well than it could. */
    public static Finding warning(String check, String detail, String remedy) {
        return new Finding(check, "warning", detail, remedy);
    }

    /** It does not work. */
    public static Finding problem(String check, String detail, String remedy) {
        return new Finding(check, "problem", detail, remedy);
    }
}
