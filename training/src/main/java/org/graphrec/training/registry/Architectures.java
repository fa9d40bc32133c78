// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.registry;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.blend.AutoArchitecture;
import org.graphrec.training.architecture.content.ContentArchitecture;
import org.graphrec.training.architecture.context.ContextArchitecture;
import org.graphrec.training.architecture.ease.EaseArchitecture;
import org.graphrec.training.architecture.itemgraph.ItemGraphArchitecture;
import org.graphrec.training.architecture.itemknn.ItemKnnArchitecture;
import org.graphrec.training.architecture.mf.MfArchitecture;
import org.graphrec.training.architecture.popularity.PopularityArchitecture;
import org.graphrec.training.architecture.rp3beta.Rp3BetaArchitecture;
import org.graphrec.training.architecture.sequence.SequenceArchitecture;
import org.graphrec.training.architecture.sequence.SequenceKind;
import org.graphrec.training.architecture.userknn.UserKnnArchitecture;
import org.graphrec.training.architecture.vectors.VectorsArchitecture;

/** The list of architectures. A new one has its line in {@link #SINGLE}. */
public final class Architectures {

    private static final Architecture CONTEXT = new ContextArchitecture();

    /** In the order in which {@code auto} spends its time. */
    private static final List<Architecture> SINGLE = List.of(
            new ItemGraphArchitecture(),
            new ItemKnnArchitecture(),
            new Rp3BetaArchitecture(),
            new EaseArchitecture(),
            new UserKnnArchitecture(),
            new MfArchitecture(),
            VectorsArchitecture.lightgcn(),
            VectorsArchitecture.textgcn(),
            new SequenceArchitecture(SequenceKind.GCN),
            new SequenceArchitecture(SequenceKind.GAT),
            new SequenceArchitecture(SequenceKind.SAGE),
            new SequenceArchitecture(SequenceKind.LSTM),
            new SequenceArchitecture(SequenceKind.TRANSFORMER),
            new ContentArchitecture(),
            CONTEXT,
            new PopularityArchitecture());

    private static final Architecture AUTO = AutoArchitecture.auto(SINGLE);

    private static final List<Architecture> ALL = all(SINGLE);

    private Architectures() {}

    private static List<Architecture> all(List<Architecture> single) {
        List<Architecture> all = new ArrayList<>();
        all.add(AUTO);
        all.addAll(single);
        all.add(AutoArchitecture.blend(single));
        return List.copyOf(all);
    }

    /** Fits the others and keeps what ranks the holdout best: one of them, or a blend of several. */
    public static Architecture auto() {
        return AUTO;
    }

    /** The sum of an architecture with channels of what else a graph knows, where that ranks better; some are such sums already. */
    public static Architecture withContext(Architecture architecture) {
        return architecture.sumsContext() ? architecture : AutoArchitecture.ofContext(architecture, CONTEXT);
    }

    /** All of them, {@code auto} first. */
    public static List<Architecture> all() {
        return ALL;
    }

    /** The Cypher names of {@link #all}. */
    public static List<String> names() {
        return ALL.stream().map(Architecture::cypherName).toList();
    }

    /**
     * The architecture with this Cypher name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Architecture of(String cypherName) {
        return ALL.stream()
                .filter(architecture -> architecture.cypherName().equals(cypherName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no architecture `" + cypherName + "`."));
    }
}
