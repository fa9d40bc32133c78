package org.graphrec.training.fit;

import java.util.List;
import org.graphrec.training.head.HeadKind;
import org.graphrec.training.model.Architecture;

/** The one list of what can be fitted, in the order in which AUTO spends its time. */
final class Fitters {

    static final List<Fitter> ALL = List.of(
            new ItemGraphFitter(),
            new ItemKnnFitter(),
            new EaseFitter(),
            new UserKnnFitter(),
            new MfFitter(),
            new VectorsFitter(Architecture.LIGHTGCN),
            new VectorsFitter(Architecture.TEXTGCN),
            new HeadFitter(HeadKind.TRANSFORMER),
            new HeadFitter(HeadKind.LSTM),
            new HeadFitter(HeadKind.GCN),
            new HeadFitter(HeadKind.GAT),
            new HeadFitter(HeadKind.SAGE),
            new ContentFitter(),
            new PopularityFitter());

    private Fitters() {}
}
