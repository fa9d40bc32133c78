package org.graphrec.procedures.embed;

import java.util.Map;
import java.util.TreeMap;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.procedures.config.Suggestions;

/** The encoders of this server, opened at first use and shared by all calls. */
public final class OpenEncoders {
    private static final Map<String, TextEncoder> OPEN = new TreeMap<>();
    private static EncoderSources sources = new EncoderSources(null, null);

    private OpenEncoders() {}

    /** Takes over where encoders come from. */
    public static synchronized void configure(EncoderSources operators) {
        sources = operators;
    }

    /**
     * The encoder of that name, ready.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public static synchronized TextEncoder encoder(String name) {
        TextEncoder open = OPEN.get(name);
        if (open == null) {
            requireKnown(name);
            open = sources.open(name);
            OPEN.put(name, open);
        }
        return open;
    }

    /** The encoder of that name where it is open already, else null. */
    static synchronized TextEncoder ifOpen(String name) {
        return OPEN.get(name);
    }

    /** Where encoders come from. */
    static synchronized EncoderSources sources() {
        return sources;
    }

    /** Frees an encoder's memory once the calls under way have ended; true when it was open. */
    static synchronized boolean drop(String name) {
        requireKnown(name);
        TextEncoder encoder = OPEN.remove(name);
        if (encoder != null) {
            encoder.close();
        }
        return encoder != null;
    }

    /** Closes all, as the server stops. */
    public static synchronized void closeAll() {
        OPEN.values().forEach(TextEncoder::close);
        OPEN.clear();
    }

    private static void requireKnown(String name) {
        if (!sources.names().contains(name)) {
            throw new IllegalArgumentException("The value of `encoder` must be the name of an encoder but was `" + name
                    + "`." + Suggestions.didYouMeanOneOf(name, sources.names())
                    + " `CALL rec.encoder.list()` shows them.");
        }
    }
}
