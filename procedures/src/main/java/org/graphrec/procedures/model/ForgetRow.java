package org.graphrec.procedures.model;

import java.util.List;

/**
 * A row of `rec.forgetUser`, one a model: what of the user was `removed` from it, in memory and on disk, what `remains`, and what
 * removes that as well.
 */
public record ForgetRow(String modelName, List<String> removed, List<String> remains, String retrain) {}
