package org.graphrec.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;

/** What the reader sees: numbered steps with their time, notes and tables. */
public final class Output {
    private static final int INDENT = 6;

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

    /** A table below the step's title. */
    public void table(TextTable table) {
        table.lines(INDENT).forEach(this::line);
    }

    /** A line as it is. */
    public void line(String text) {
        stream.println(text);
    }
}
