// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.List;
import java.util.Locale;

/**
 * One of the platforms whose native libraries are on the class path.
 *
 * @param onnxRuntime resource folder of ONNX Runtime's libraries
 * @param tokenizers resource folder of the tokenizers' libraries
 * @param tokenizerFiles the tokenizers' libraries in the order they load
 */
record NativePlatform(String onnxRuntime, String tokenizers, List<String> tokenizerFiles) {

    private static final List<String> WINDOWS_FILES =
            List.of("libwinpthread-1.dll", "libgcc_s_seh-1.dll", "libstdc++-6.dll", "tokenizers.dll");

    /**
     * The platform of this process.
     *
     * @throws EncoderException when there are no libraries for it
     */
    static NativePlatform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static NativePlatform of(String os, String architecture) {
        String system = os.toLowerCase(Locale.ROOT);
        boolean intel = List.of("amd64", "x86_64", "x64").contains(architecture.toLowerCase(Locale.ROOT));
        boolean arm = List.of("aarch64", "arm64").contains(architecture.toLowerCase(Locale.ROOT));
        if (system.startsWith("linux") && intel) {
            return platform("linux-x64", "linux-x86_64", List.of("libtokenizers.so"));
        } else if (system.startsWith("linux") && arm) {
            return platform("linux-aarch64", "linux-aarch64", List.of("libtokenizers.so"));
        } else if (system.startsWith("mac") && arm) {
            return platform("osx-aarch64", "osx-aarch64", List.of("libtokenizers.dylib"));
        } else if (system.startsWith("windows") && intel) {
            return platform("win-x64", "win-x86_64", WINDOWS_FILES);
        }
        throw new EncoderException("Text encoding in the database needs Linux (x86-64, ARM64), macOS (ARM64) or Windows"
                + " (x86-64), but this is `" + os + " " + architecture + "`. Use a remote encoder here.");
    }

    private static NativePlatform platform(String onnxRuntime, String tokenizers, List<String> tokenizerFiles) {
        return new NativePlatform(
                "/ai/onnxruntime/native/" + onnxRuntime + "/", "/native/lib/" + tokenizers + "/cpu/", tokenizerFiles);
    }
}
