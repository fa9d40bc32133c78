// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.List;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.procedures.embed.OpenEncoders;
import org.graphrec.procedures.embed.Passport;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.live.LiveFeatures.Block;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.training.Monitor;

/** A free-text query as a vector in the space of a model's item features. */
final class Query {
    private final TrainedModel model;
    private final Monitor termination;

    /** Ends the encoding with the call; one text makes no progress. */
    record Encoding(Monitor termination) implements EncodingMonitor {
        @Override
        public void advance(long texts) {}

        @Override
        public boolean running() {
            return termination.running();
        }

        @Override
        public void assertRunning() {
            termination.assertRunning();
        }
    }

    /** {@code termination} ends the waiting for an encoder that is slow to open or to answer. */
    Query(TrainedModel model, Monitor termination) {
        this.model = model;
        this.termination = termination;
    }

    /**
     * The vector of a text, in the columns of the property that the encoder wrote and zeros elsewhere.
     *
     * @param encoderName null: the encoder that the passports of the features name
     * @throws IllegalArgumentException when the model has no text, or that of another encoder
     */
    float[] vector(String text, String encoderName) {
        if (model.features().isEmpty()) {
            throw new IllegalArgumentException("The value of `query` needs a model with text but `" + model.name()
                    + "` was trained without `featureProperties`. Train it with the items' embeddings.");
        }
        TextEncoder encoder = OpenEncoders.encoder(
                encoderName == null ? encoderOfFeatures() : encoderName, termination::assertRunning);
        int block = block(encoder);
        float[] vector = new float[model.features().matrix().columns()];
        LiveFeatures columns = model.features().live();
        int dimension = columns.blocks().get(block).dimension();
        System.arraycopy(
                encoder.encodeQuery(text, new Encoding(termination)), 0, vector, columns.offset(block), dimension);
        return vector;
    }

    private String encoderOfFeatures() {
        return model.features().live().spaces().stream()
                .filter(space -> !space.isEmpty())
                .map(Passport::encoderOf)
                .findFirst()
                .orElse(Encoders.MINI_LM);
    }

    /** The property the encoder wrote; vectors without a passport are taken at their dimension. */
    private int block(TextEncoder encoder) {
        List<Block> blocks = model.features().blocks();
        for (int b = 0; b < blocks.size(); b++) {
            String space = blocks.get(b).space();
            if (space.isEmpty()
                    ? blocks.get(b).dimension() == encoder.dimension()
                    : space.equals(Passport.space(encoder))) {
                return b;
            }
        }
        throw new IllegalArgumentException(
                "The value of `encoder` must be the one that wrote the features of the model `"
                        + model.name() + "` but was `" + encoder.name() + "` (" + encoder.dimension()
                        + " dimensions); the features are "
                        + described(blocks) + ".");
    }

    private static String described(List<Block> blocks) {
        StringBuilder text = new StringBuilder();
        for (int b = 0; b < blocks.size(); b++) {
            text.append(b == 0 ? "" : ", ")
                    .append('`')
                    .append(blocks.get(b).property())
                    .append("` (");
            text.append(
                    blocks.get(b).space().isEmpty()
                            ? blocks.get(b).dimension() + " dimensions"
                            : blocks.get(b).space());
            text.append(')');
        }
        return text.toString();
    }
}
