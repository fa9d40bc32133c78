// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.graphrec.fixtures.onnx.TinyTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillationTest {

    private static final DistillOptions OPTIONS = new DistillOptions(16, 2, 42);

    @TempDir
    private Path folder;

    /** Texts of up to eight words that the tiny tokenizer knows. */
    private static List<String> texts(int count, long seed) {
        Random random = new Random(seed);
        List<String> words = TinyTokenizer.WORDS.stream()
                .filter(word -> word.matches("[a-z]{2,}"))
                .toList();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int w = 0; w <= 1 + random.nextInt(7); w++) {
                text.append(words.get(random.nextInt(words.size()))).append(' ');
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static Distilled distilled(TextEncoder teacher, List<String> texts, DistillOptions options) {
        return Distillation.of(teacher, texts, options, EncodingMonitor.SILENT, () -> {});
    }

    private static StaticEncoder opened(Distilled distilled) {
        return new StaticEncoder("fast", distilled.model(), distilled.tokenizer(), 1);
    }

    private static double meanCosine(TextEncoder one, TextEncoder other, List<String> texts) {
        double sum = 0;
        for (String text : texts) {
            float[] left = one.encode(text);
            float[] right = other.encode(text);
            for (int d = 0; d < left.length; d++) {
                sum += (double) left[d] * right[d];
            }
        }
        return sum / texts.size();
    }

    @Test
    void findsAgainWhatIsATableAlready() {
        try (TextEncoder teacher = StaticEncoderTest.encoder(StaticEncoderTest.table(7, 16))) {
            Distilled distilled = distilled(teacher, texts(600, 1), OPTIONS);
            assertThat(distilled.agreement().texts()).isEqualTo(distilled.texts() / 10);
            assertThat(distilled.agreement().meanCosine()).isGreaterThan(0.99);
            assertThat(distilled.agreement().overlap()).isGreaterThan(0.8);
            assertThat(meanCosine(opened(distilled), teacher, texts(100, 2))).isGreaterThan(0.99);
        }
    }

    @Test
    void saysOfATransformerHowNearItComesToTextsThatItDidNotSee() throws Exception {
        try (TextEncoder teacher = tiny()) {
            Distilled distilled = distilled(teacher, texts(600, 1), OPTIONS);
            double unseen = meanCosine(opened(distilled), teacher, texts(300, 9));
            assertThat(distilled.agreement().meanCosine()).isBetween(unseen - 0.05, unseen + 0.05);
            Distilled without = distilled(teacher, List.of(), OPTIONS);
            assertThat(without.agreement()).isEqualTo(Agreement.UNKNOWN);
            assertThat(unseen).isGreaterThan(0.8);
        }
    }

    @Test
    void comesNearerWithTheTextsOfTheUser() {
        List<String> vocabularyOnly = List.of();
        try (TextEncoder teacher = StaticEncoderTest.encoder(StaticEncoderTest.table(8, 16))) {
            double[] found = new double[2];
            for (int with = 0; with < 2; with++) {
                TextEncoder student = opened(distilled(teacher, with == 1 ? texts(400, 1) : vocabularyOnly, OPTIONS));
                found[with] = meanNearest(student, teacher, texts(100, 3));
            }
            assertThat(found[1]).isGreaterThan(found[0]);
        }
    }

    /** The mean difference of the cosines of neighbouring texts, below 1. */
    private static double meanNearest(TextEncoder student, TextEncoder teacher, List<String> texts) {
        double sum = 0;
        for (int i = 1; i < texts.size(); i++) {
            double of = cosine(student, texts.get(i - 1), texts.get(i));
            sum += Math.abs(of - cosine(teacher, texts.get(i - 1), texts.get(i)));
        }
        return 1 - sum / (texts.size() - 1);
    }

    private static double cosine(TextEncoder encoder, String one, String other) {
        float[] left = encoder.encode(one);
        float[] right = encoder.encode(other);
        double sum = 0;
        for (int d = 0; d < left.length; d++) {
            sum += (double) left[d] * right[d];
        }
        return sum;
    }

    @Test
    void keepsTheMostOfFewerDimensions() {
        try (TextEncoder teacher = StaticEncoderTest.encoder(StaticEncoderTest.table(7, 64))) {
            Distilled half = distilled(teacher, texts(300, 1), new DistillOptions(12, 2, 42));
            assertThat(opened(half).dimension()).isEqualTo(12);
            Distilled most = distilled(teacher, texts(300, 1), new DistillOptions(4096, 2, 42));
            assertThat(opened(most).dimension()).isEqualTo(64);
            assertThat(most.agreement().meanCosine())
                    .isGreaterThan(half.agreement().meanCosine());
            assertThat(half.agreement().meanCosine()).isGreaterThan(0.5);
        }
    }

    @Test
    void isTheSameAtAnyConcurrency() {
        try (TextEncoder teacher = StaticEncoderTest.encoder(StaticEncoderTest.table(7, 48))) {
            List<String> texts = texts(200, 1);
            Distilled one = distilled(teacher, texts, new DistillOptions(40, 1, 5));
            Distilled three = distilled(teacher, texts, new DistillOptions(40, 3, 5));
            assertThat(one.model()).isEqualTo(three.model());
            assertThat(one.agreement()).isEqualTo(three.agreement());
        }
    }

    @Test
    void holdsNoTextOutWhereThereAreFew() {
        try (TextEncoder teacher = StaticEncoderTest.encoder(StaticEncoderTest.table(7, 16))) {
            Distilled distilled = distilled(teacher, List.of("red cat", "old movie", "red cat", ""), OPTIONS);
            assertThat(distilled.texts()).isEqualTo(2);
            assertThat(distilled.agreement()).isEqualTo(Agreement.UNKNOWN);
            assertThat(meanCosine(opened(distilled), opened(distilled), List.of("red cat")))
                    .isBetween(0.999, 1.001);
        }
    }

    @Test
    void endsWhenTheMonitorStops() {
        EncodingMonitor stopping = new EncodingMonitor() {
            @Override
            public void advance(long texts) {}

            @Override
            public boolean running() {
                return false;
            }
        };
        try (TextEncoder teacher = StaticEncoderTest.encoder(StaticEncoderTest.table(7, 16))) {
            assertThatThrownBy(() -> Distillation.of(teacher, texts(50, 1), OPTIONS, stopping, () -> {}))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void isKeptWholeOrNotAtAllAndOpensWithoutAnApproval() throws Exception {
        EncoderFolder encoders = new TinyFolder(folder).open();
        try (TextEncoder teacher = StaticEncoderTest.encoder(StaticEncoderTest.table(7, 16))) {
            Distilled distilled = distilled(teacher, texts(100, 1), OPTIONS);
            EncoderFiles files = encoders.keep("fast", distilled);
            assertThat(files.isStatic()).isTrue();
            assertThat(files.approved()).isTrue();
            assertThat(encoders.names()).containsExactly("fast");
            try (TextEncoder kept = encoders.open("fast", 1)) {
                assertThat(kept.encode("red cat")).isEqualTo(opened(distilled).encode("red cat"));
            }
            assertThat(Files.readString(folder.resolve("fast/passport.json")))
                    .contains("\"teacher\"", "\"meanCosine\"", "\"modelSha256\"");
            assertThatThrownBy(() -> encoders.keep("fast", distilled))
                    .hasMessage(
                            "The folder of encoders already has `fast`. Choose another name, or remove that folder.");
        }
    }

    private TextEncoder tiny() throws Exception {
        return new TinyFolder(folder)
                .encoder("tiny", "pooling_mode_mean_tokens", "Right")
                .open()
                .open("tiny", 2);
    }
}
