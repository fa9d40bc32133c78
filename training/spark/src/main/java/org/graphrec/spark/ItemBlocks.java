// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;

/** Which block an item is in: blocks of about equal work, since an item costs what the histories of its users hold. */
final class ItemBlocks extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int[] blockOf;
    private final int[][] items; // of each block, ascending

    private ItemBlocks(int[] blockOf, int[][] items) {
        this.blockOf = blockOf;
        this.items = items;
    }

    /** The dearest item goes to the block with the least work, and so on: Graham 1969. */
    static ItemBlocks of(long[] costs, int blocks) {
        int[] blockOf = new int[costs.length];
        PriorityQueue<long[]> least = new PriorityQueue<>(
                Comparator.<long[]>comparingLong(block -> block[0]).thenComparingLong(block -> block[1]));
        for (int block = 0; block < blocks; block++) {
            least.add(new long[] {0, block});
        }
        IntStream.range(0, costs.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(item -> -costs[item]).thenComparingInt(item -> item))
                .forEach(item -> {
                    long[] block = least.poll();
                    blockOf[item] = (int) block[1];
                    block[0] += costs[item] + 1;
                    least.add(block);
                });
        int[] sizes = new int[blocks];
        for (int block : blockOf) {
            sizes[block]++;
        }
        int[][] items = new int[blocks][];
        for (int block = 0; block < blocks; block++) {
            items[block] = new int[sizes[block]];
        }
        int[] at = new int[blocks];
        for (int item = 0; item < blockOf.length; item++) {
            items[blockOf[item]][at[blockOf[item]]++] = item;
        }
        return new ItemBlocks(blockOf, items);
    }

    /** The blocks that some items are in, ascending. */
    IntStream of(int[] some) {
        BitSet found = new BitSet();
        for (int item : some) {
            found.set(blockOf[item]);
        }
        return found.stream();
    }

    /** The items of a block, ascending. */
    int[] items(int block) {
        return items[block];
    }

    /** A key has the block above and the user's row below. */
    static long key(int block, int user) {
        return (long) block << Integer.SIZE | user;
    }

    @Override
    public int numPartitions() {
        return items.length;
    }

    @Override
    public int getPartition(Object key) {
        return (int) ((Long) key >>> Integer.SIZE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemBlocks blocks && Arrays.equals(blocks.blockOf, blockOf);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(blockOf);
    }
}
