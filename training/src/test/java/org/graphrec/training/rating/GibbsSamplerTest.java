// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.junit.jupiter.api.Test;

class GibbsSamplerTest {

    private final Interactions ratings = new RandomRatings(2).ratings(2000, 0, RandomRatings.ITEMS);

    @Test
    void aUserFoldedInIsTheMeanTheSamplerDrewFrom() {
        GibbsSampler sampler = sampler();
        float[][] means = new float[RandomRatings.USERS][];
        for (int sweep = 0; sweep < 5; sweep++) {
            Draw draw = sampler.sweep(means);
            for (int user = 0; user < RandomRatings.USERS; user++) {
                float[] folded = draw.user(
                        ratings.history(user),
                        sampler.scale().mean(),
                        sampler.scale().deviation());
                for (int c = 0; c < folded.length; c++) {
                    assertThat(folded[c]).isCloseTo(means[user][c], within(1e-3f));
                }
            }
        }
    }

    @Test
    void findsTheNoiseOfTheRatings() {
        GibbsSampler sampler = sampler();
        double variance = 0;
        for (int sweep = 0; sweep < 100; sweep++) {
            Draw draw = sampler.sweep();
            variance += sweep < 50 ? 0 : 1 / draw.noise() / 50;
        }
        double deviation = Math.sqrt(variance) * sampler.scale().deviation();
        assertThat(deviation).isCloseTo(RandomRatings.NOISE, within(0.05));
    }

    private GibbsSampler sampler() {
        return new GibbsSampler(
                ratings,
                new SideInformation(null, ContextFeatures.NONE),
                new RatingParameters(3, true, false, null, 0),
                false,
                1,
                2,
                Monitor.SILENT);
    }
}
