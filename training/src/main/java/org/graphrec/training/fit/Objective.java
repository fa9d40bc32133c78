package org.graphrec.training.fit;

/** What a model is to be good at. */
public enum Objective {

    /** Putting first what a user will interact with: {@link Trainer}. */
    RANKING("ranking"),

    /** Predicting the rating a user will give: {@code org.graphrec.training.rating.RatingTrainer}. */
    RATING("rating");

    private final String cypherName;

    Objective(String cypherName) {
        this.cypherName = cypherName;
    }

    /** The name used in Cypher, for example {@code rating}. */
    public String cypherName() {
        return cypherName;
    }
}
