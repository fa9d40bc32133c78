// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.graphrec.embedding.Distillation;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The texts of a call that a static encoder is fitted to.
 *
 * @param teacher open
 * @param transaction the caller's
 */
record TextsToDistill(DistillConfig config, TextEncoder teacher, Transaction transaction) {

    /** Bytes of heap by what they are for. */
    MemoryNeed memory() {
        long nodes = config.labels().isEmpty() ? 0 : NodeSelection.count(transaction, config.labels(), Set.of());
        return MemoryNeed.ofHeap("node ids", 24 * nodes)
                .and("fit", Distillation.bytes(teacher, Math.min(nodes, config.maxTexts()), config.options()));
    }

    /** They, of nodes drawn by the seed where there are more than wanted. */
    List<String> read(RunningCall call) {
        if (config.labels().isEmpty()) {
            return List.of();
        }
        long[] ids = NodeSelection.byLabels(transaction, config.labels(), Set.of());
        long[] some = sample(ids, config.maxTexts(), new Random(config.options().seed()));
        call.phase("Read", some.length);
        List<String> texts = new ArrayList<>(some.length);
        for (long id : some) {
            call.assertRunning();
            Node node = NodeIds.find(transaction, id);
            String text = node == null ? "" : config.text().of(node);
            if (!text.isBlank()) {
                texts.add(text);
            }
            call.advance(1);
        }
        return texts;
    }

    /** So many of them, each with the same chance, ascending. */
    private static long[] sample(long[] ids, int size, Random random) {
        if (ids.length <= size) {
            return ids;
        }
        for (int i = 0; i < size; i++) {
            int other = i + random.nextInt(ids.length - i);
            long kept = ids[other];
            ids[other] = ids[i];
            ids[i] = kept;
        }
        long[] some = Arrays.copyOf(ids, size);
        Arrays.sort(some);
        return some;
    }
}
