package org.graphrec.deep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * What is where in the row of an item: its vector, then what there is of its content, its part of the text context and its part of
 * the graph context, each {@code dimension} wide.
 */
record Columns(int dimension, boolean hasContent, boolean hasText, boolean hasGraph) {

    int width() {
        return dimension * (1 + (hasContent ? 1 : 0) + (hasText ? 1 : 0) + (hasGraph ? 1 : 0));
    }

    NDArray items(NDArray rows) {
        return part(rows, 0);
    }

    NDArray content(NDArray rows) {
        return part(rows, 1);
    }

    NDArray text(NDArray rows) {
        return part(rows, hasContent ? 2 : 1);
    }

    NDArray graph(NDArray rows) {
        return part(rows, (hasContent ? 2 : 1) + (hasText ? 1 : 0));
    }

    private NDArray part(NDArray rows, int index) {
        if (width() == dimension) {
            return rows;
        }
        long from = (long) index * dimension;
        return rows.get(new NDIndex("..., {}:{}", from, from + dimension));
    }
}
