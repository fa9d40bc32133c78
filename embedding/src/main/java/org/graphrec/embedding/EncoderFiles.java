package org.graphrec.embedding;

/**
 * An encoder of the operator's folder that is not loaded.
 *
 * @param name the sub-folder
 * @param modelFile path of the model inside it
 * @param modelBytes its size
 * @param modelSha256 what the operator approves, as {@code sha256sum} prints it
 * @param tokenizerSha256 what the operator approves
 * @param approved whether both are approved, or need no approval
 */
public record EncoderFiles(
        String name, String modelFile, long modelBytes, String modelSha256, String tokenizerSha256, boolean approved) {

    /** Whether it is a table of tokens, which pure Java reads. */
    public boolean isStatic() {
        return modelFile.equals(TokenTable.FILE);
    }
}
