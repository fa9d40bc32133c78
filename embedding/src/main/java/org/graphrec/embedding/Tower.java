// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

/** What a model of an encoder reads; one that has several puts all of it into one space. */
public enum Tower {
    TEXT("text_model.onnx", "texts"),
    IMAGE("vision_model.onnx", "pictures"),
    AUDIO("audio_model.onnx", "sounds"),
    /** Two texts at once; such a model makes no vectors, and has no file name of its own. */
    PAIR("", "pairs of texts");

    private final String file;
    private final String words;

    Tower(String file, String words) {
        this.file = file;
        this.words = words;
    }

    /** The name of its model's file where a folder has several, as Hugging Face's exports have them; or empty. */
    String file() {
        return file;
    }

    /** What it reads, as users say it. */
    public String words() {
        return words;
    }
}
