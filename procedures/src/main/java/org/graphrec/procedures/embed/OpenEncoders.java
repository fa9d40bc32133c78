package org.graphrec.procedures.embed;

import java.util.List;
import java.util.Locale;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.procedures.config.Suggestions;

/** The encoders of this server, opened at first use and shared by all calls. */
public final class OpenEncoders {
    /** The names of the encoders there are. */
    public static final List<String> NAMES = List.of(Encoders.MINI_LM);

    /** Threads that encode at once, whatever the number of calls: as GDS's default concurrency, at most the processors. */
    private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

    private static TextEncoder miniLm;

    private OpenEncoders() {}

    /**
     * The encoder of that name, ready.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public static synchronized TextEncoder encoder(String name) {
        if (!name.toLowerCase(Locale.ROOT).equals(Encoders.MINI_LM.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The value of `encoder` must be the name of an encoder but was `" + name
                    + "`." + Suggestions.didYouMeanOneOf(name, NAMES));
        }
        if (miniLm == null) {
            miniLm = Encoders.bundledMiniLm(THREADS);
        }
        return miniLm;
    }
}
