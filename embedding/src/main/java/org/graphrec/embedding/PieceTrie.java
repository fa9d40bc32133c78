// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.Arrays;
import java.util.Map;

/** The pieces of a vocabulary, found by walking them character by character. Read by any number of threads. */
final class PieceTrie {

    static final int ROOT = 0;
    static final int NOWHERE = -1;

    private static final int CODE_POINT_BITS = 21;

    private long[] keys = new long[1 << 12];
    private int[] targets = new int[1 << 12];
    private int[] pieces = new int[1 << 10];
    private int states = 1;

    /** Takes the pieces with their numbers, each at least 0. */
    PieceTrie(Map<String, Integer> vocabulary) {
        Arrays.fill(keys, -1);
        Arrays.fill(targets, NOWHERE);
        Arrays.fill(pieces, NOWHERE);
        vocabulary.forEach((piece, id) -> {
            int state = ROOT;
            for (int i = 0; i < piece.length(); i += Character.charCount(piece.codePointAt(i))) {
                state = added(state, piece.codePointAt(i));
            }
            pieces[state] = id;
        });
    }

    /** The state that a character leads to, or {@link #NOWHERE}. */
    int next(int state, int codePoint) {
        return targets[slot(((long) state << CODE_POINT_BITS) | codePoint)];
    }

    /** The state that a text leads to from the root, or {@link #NOWHERE}. */
    int after(String text) {
        int state = ROOT;
        for (int i = 0; i < text.length() && state != NOWHERE; i += Character.charCount(text.codePointAt(i))) {
            state = next(state, text.codePointAt(i));
        }
        return state;
    }

    /** The number of the piece that ends in a state, or {@link #NOWHERE}. */
    int piece(int state) {
        return pieces[state];
    }

    private int added(int state, int codePoint) {
        long key = ((long) state << CODE_POINT_BITS) | codePoint;
        int slot = slot(key);
        if (keys[slot] == key) {
            return targets[slot];
        }
        if (states * 2 > keys.length) {
            grow();
            slot = slot(key);
        }
        if (states == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * states);
            Arrays.fill(pieces, states, pieces.length, NOWHERE);
        }
        keys[slot] = key;
        targets[slot] = states;
        return states++;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldTargets = targets;
        keys = new long[2 * oldKeys.length];
        targets = new int[keys.length];
        Arrays.fill(keys, -1);
        Arrays.fill(targets, NOWHERE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] >= 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                targets[slot] = oldTargets[i];
            }
        }
    }

    /** Where the key is, or would be. */
    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int mask = keys.length - 1;
        int slot = (int) (mixed >>> 32) & mask;
        while (keys[slot] != key && keys[slot] != -1) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
