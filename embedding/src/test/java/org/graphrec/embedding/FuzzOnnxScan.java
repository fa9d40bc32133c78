// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

/** A target of Jazzer: any bytes as an ONNX model are passed or refused before native code sees them. */
public final class FuzzOnnxScan {
    private FuzzOnnxScan() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            OnnxScan.couplesTexts(data);
        } catch (EncoderException refused) {
            // said in words
        }
    }
}
