// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import org.graphrec.procedures.model.CatalogModel;
import org.graphrec.training.compare.Succession;

/** A model on its way to being trained again: what it learns from has been read. */
interface Renewal {

    /** The model beside one that was trained without the newest of what there is to learn; of nobody where there is none. */
    Succession compared(RefreshConfig options);

    /** The model that is trained on everything. */
    CatalogModel trained();
}
