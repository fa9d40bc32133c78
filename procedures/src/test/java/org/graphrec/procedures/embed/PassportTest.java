// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.procedures.live.Spaces;
import org.junit.jupiter.api.Test;

class PassportTest {

    /** An encoder that tells who it is and encodes nothing. */
    private record Named(String name, int dimension, String fingerprint) implements TextEncoder {
        @Override
        public float[] encode(String text) {
            return new float[dimension];
        }

        @Override
        public float[][] encode(List<String> texts, int concurrency, EncodingMonitor monitor) {
            return new float[texts.size()][dimension];
        }

        @Override
        public void close() {}

        @Override
        public boolean closeAndWait(Duration atMost) {
            return true;
        }
    }

    private static final Named MINI = new Named("mini", 384, "0123456789abcdef".repeat(4));

    @Test
    void saysEncoderDimensionFingerprintAndText() {
        // the first half of what sha256sum prints for the text
        assertThat(Passport.of(MINI, "abc")).hasToString("mini:384:0123456789abcdef:ba7816bf8f01cfea414140de5dae2223");
    }

    @Test
    void differsWithTheTextTheEncoderAndItsFiles() {
        String passport = Passport.of(MINI, "Grüße").toString();
        assertThat(Passport.of(MINI, "Grüße").toString()).isEqualTo(passport);
        assertThat(Passport.of(MINI, "Gruße").toString()).isNotEqualTo(passport);
        assertThat(Passport.of(new Named("other", 384, MINI.fingerprint()), "Grüße")
                        .toString())
                .isNotEqualTo(passport);
        assertThat(Passport.of(new Named("mini", 768, MINI.fingerprint()), "Grüße")
                        .toString())
                .isNotEqualTo(passport);
        assertThat(Passport.of(new Named("mini", 384, "f".repeat(64)), "Grüße").toString())
                .isNotEqualTo(passport);
    }

    @Test
    void givesTheEncodersNameBackThoughItHasColons() {
        Named tagged = new Named("nomic-embed-text:latest", 768, "a".repeat(64));
        String passport = Passport.of(tagged, "text").toString();
        assertThat(Spaces.space(passport)).isEqualTo(Passport.space(tagged));
        assertThat(Passport.encoderOf(Spaces.space(passport))).isEqualTo("nomic-embed-text:latest");
    }
}
