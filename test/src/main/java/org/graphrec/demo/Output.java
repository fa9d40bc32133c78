// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;

/** What the reader sees: numbered steps with their time, notes and tables. */
public final class Output {
    private static final int INDENT = 6;
    private static final int LABEL = 9;
    private static final int MOST_LINES = 3;

    private final PrintStream stream;
    private final int steps;
    private int step;

    /** Numbers the steps up to the given count. */
    public Output(PrintStream stream, int steps) {
        this.stream = new PrintStream(stream, true, StandardCharsets.UTF_8);
        this.steps = steps;
    }

    /** Says what is being done, does it, and says how long it took. */
    public <T> T step(String title, Supplier<T> work) {
        step++;
        line("");
        line(TextTable.fit("[" + step + "/" + steps + "] " + title, TextTable.WIDTH));
        long begin = System.nanoTime();
        T result = work.get();
        note(String.format(Locale.ROOT, "done in %.1f s", (System.nanoTime() - begin) / 1e9));
        return result;
    }

    /** A line below the step's title, cut to the width. */
    public void note(String text) {
        line(" ".repeat(INDENT) + TextTable.fit(text, TextTable.WIDTH - INDENT));
    }

    /** A labelled text below the step's title, of at most three lines. */
    public void labelled(String label, String text) {
        String margin = " ".repeat(INDENT);
        String head = margin + label + " ".repeat(Math.max(1, LABEL - label.length()));
        for (String line : TextTable.wrap(text, TextTable.WIDTH - INDENT - LABEL, MOST_LINES)) {
            line(head + line);
            head = margin + " ".repeat(LABEL);
        }
    }

    /** A table below the step's title. */
    public void table(TextTable table) {
        table.lines(INDENT).forEach(this::line);
    }

    /** A line as it is. */
    public void line(String text) {
        stream.println(text);
    }
}
