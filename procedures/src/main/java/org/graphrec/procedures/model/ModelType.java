// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

/** The types of models of the catalog. A new one needs its class, its {@link CatalogFormat} and its line here. */
public enum ModelType {
    /** Ranks items for users. */
    RECOMMENDER("Recommender", "`rec.train`", "rec.recommend.stream", new RecommenderFormat()),
    /** Predicts the ratings that users would give to items. */
    RATING_PREDICTOR(
            "RatingPredictor",
            "`rec.train` and `objective: 'rating'`",
            "rec.predict.stream",
            new RatingPredictorFormat()),
    /** Tells the classes of nodes. */
    NODE_CLASSIFIER("NodeClassifier", "`rec.classify.train`", "rec.classify.stream", new NodeClassifierFormat());

    private final String shown;
    private final String trainedBy;
    private final String usedBy;
    // formats hold no state
    @SuppressWarnings("ImmutableEnumChecker")
    private final CatalogFormat<?> format;

    ModelType(String shown, String trainedBy, String usedBy, CatalogFormat<?> format) {
        this.shown = shown;
        this.trainedBy = trainedBy;
        this.usedBy = usedBy;
        this.format = format;
    }

    /** As `modelType` shows it. */
    public String shown() {
        return shown;
    }

    /** How models of this type are stored. */
    CatalogFormat<?> format() {
        return format;
    }

    /** The type whose models are of a class. */
    static ModelType of(Class<? extends CatalogModel> modelClass) {
        for (ModelType type : values()) {
            if (type.format.type() == modelClass) {
                return type;
            }
        }
        throw new IllegalArgumentException(modelClass.getSimpleName() + " has no type of model.");
    }

    /** The type of a file, or null where this version knows none of that name. */
    static ModelType of(String shown) {
        for (ModelType type : values()) {
            if (type.shown.equals(shown)) {
                return type;
            }
        }
        return null;
    }

    /** Says that a model of this type cannot do the work of {@code wanted}, and what can. */
    IllegalArgumentException refusal(String name, ModelType wanted) {
        return new IllegalArgumentException("The value of `modelName` must be the name of a " + wanted.shown + " but `"
                + name + "` is a " + shown + ". Use it with `" + usedBy + "`, or train a " + wanted.shown + " with "
                + wanted.trainedBy + ".");
    }
}
