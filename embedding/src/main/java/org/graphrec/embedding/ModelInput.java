// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Locale;

/**
 * The inputs of the BERT family of models and what each holds for a batch, as {@code [rows, width]} integers. Texts
 * shorter than the widest of their batch are padded at their end.
 */
enum ModelInput {
    INPUT_IDS {
        @Override
        long value(Tokens tokens, int position) {
            return tokens.ids()[position];
        }
    },
    ATTENTION_MASK {
        @Override
        long value(Tokens tokens, int position) {
            return 1;
        }
    },
    TOKEN_TYPE_IDS {
        @Override
        long value(Tokens tokens, int position) {
            return tokens.types()[position];
        }
    },
    POSITION_IDS {
        @Override
        long value(Tokens tokens, int position) {
            return position;
        }
    };

    abstract long value(Tokens tokens, int position);

    /** The name inside the model. */
    String onnxName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Fills the buffer from its beginning, and limits it to what was filled. */
    void fill(LongBuffer buffer, List<Tokens> rows, int width, long padId) {
        buffer.clear();
        for (Tokens row : rows) {
            for (int p = 0; p < width; p++) {
                buffer.put(p < row.size() ? value(row, p) : this == INPUT_IDS ? padId : 0);
            }
        }
        buffer.flip();
    }

    /** Native memory for the integers of one input. */
    static LongBuffer buffer(int tokens) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(tokens, Long.BYTES))
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }
}
