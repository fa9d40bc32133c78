// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

/** A static encoder that was distilled and is not stored yet, with what its passport says. */
public final class Distilled {

    private final String teacher;
    private final String teacherFingerprint;
    private final int texts;
    private final Agreement agreement;
    private final byte[] model;
    private final byte[] tokenizer;

    Distilled(Teacher teacher, int texts, Agreement agreement, TokenTable table) {
        this.teacher = teacher.name();
        this.teacherFingerprint = teacher.fingerprint();
        this.texts = texts;
        this.agreement = agreement;
        this.model = table.toBytes();
        this.tokenizer = teacher.tokenizerJson();
    }

    /** How many different texts it was fitted to. */
    public int texts() {
        return texts;
    }

    /** Measured before the held out texts were fitted to as well. */
    public Agreement agreement() {
        return agreement;
    }

    String teacher() {
        return teacher;
    }

    String teacherFingerprint() {
        return teacherFingerprint;
    }

    byte[] model() {
        return model;
    }

    byte[] tokenizer() {
        return tokenizer;
    }
}
