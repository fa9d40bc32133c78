// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An encoder of the operator's folder that is not loaded.
 *
 * @param name the sub-folder
 * @param models at least one, each for what it reads
 * @param tokenizerSha256 what the operator approves; empty where there is no model of texts
 * @param approved whether all files are approved, or need no approval
 */
public record EncoderFiles(String name, List<Model> models, String tokenizerSha256, boolean approved) {

    /**
     * The file of a model.
     *
     * @param reads what it turns into vectors
     * @param file its path inside the sub-folder
     * @param bytes its size
     * @param sha256 what the operator approves, as {@code sha256sum} prints it
     */
    public record Model(Tower reads, String file, long bytes, String sha256) {}

    public EncoderFiles {
        models = List.copyOf(models);
    }

    /** Whether it is a table of tokens, which pure Java reads. */
    public boolean isStatic() {
        return models.get(0).file().equals(TokenTable.FILE);
    }

    /** What it turns into vectors. */
    public Set<Tower> reads() {
        Set<Tower> towers = EnumSet.noneOf(Tower.class);
        models.forEach(model -> towers.add(model.reads()));
        return towers;
    }

    /** The first model's hash. */
    public String modelSha256() {
        return models.get(0).sha256();
    }

    /** The size of the model of such things; 0 where there is none. */
    public long modelBytes(Tower tower) {
        return models.stream()
                .filter(model -> model.reads() == tower)
                .mapToLong(Model::bytes)
                .sum();
    }

    /** The hashes that are approved, by file. */
    public Map<String, String> sha256() {
        Map<String, String> hashes = new TreeMap<>();
        models.forEach(model -> hashes.put(model.file(), model.sha256()));
        if (!tokenizerSha256.isEmpty()) {
            hashes.put("tokenizer.json", tokenizerSha256);
        }
        return hashes;
    }
}
