// SPDX-License-Identifier: GPL-3.0-only
/**
 * Texts, pictures and sounds to vectors: encoders that run inside the Java process on ONNX Runtime, behind one interface. Depends on the
 * JDK, ONNX Runtime and the Hugging Face tokenizers; knows nothing of Neo4j, graphs or training.
 */
package org.graphrec.embedding;
