// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The jars that are on the class path of the tests. */
class KnownModelTest {

    /** Each title with a query for it that shares few characters. */
    private static final String[][] CHINESE = {
        {"火星上的植物学家独自求生", "宇航员被困在外星球"},
        {"红烧牛肉面的家常做法", "怎么煮一碗汤面"},
        {"世界杯决赛:点球大战定胜负", "足球比赛的冠军"},
        {"新税法对小企业的影响", "公司要交多少钱给政府"},
        {"如何给小猫洗澡", "宠物清洁"},
        {"巴赫的大提琴组曲", "古典音乐作品"},
        {"台风登陆沿海城市", "恶劣天气造成灾害"},
        {"两个年轻人在巴黎相爱", "浪漫的爱情故事"},
        {"银行利率再次上调", "贷款变贵了"},
        {"登山者在雪崩中获救", "高山上的救援"},
        {"初学者的吉他课程", "学习弹奏乐器"},
        {"深海鱼类会发光的原因", "海洋生物的秘密"},
        {"侦探调查一桩旧案", "破解谋杀之谜"},
        {"古代丝绸之路的商队", "历史上的东西方贸易"},
        {"高速铁路连接两座城市", "坐火车旅行"},
        {"医生研制出新的疫苗", "预防传染病"},
    };

    @Test
    void areAllThereInTheTests() {
        assertThat(Encoders.inJars()).containsExactly("bge-small-en-v1.5", "bge-small-zh-v1.5", "e5-small-v2");
    }

    @Test
    void putTheirPromptsBeforeQueriesAndPassages() {
        try (TextEncoder bge = Encoders.ofJar("bge-small-en-v1.5", 1);
                TextEncoder e5 = Encoders.ofJar("e5-small-v2", 1)) {
            assertThat(bge.encodeQuery("old films"))
                    .isEqualTo(bge.encode("Represent this sentence for searching relevant passages: old films"));
            assertThat(bge.encodeQuery("old films")).isNotEqualTo(bge.encode("old films"));
            assertThat(e5.encodeQuery("old films")).isNotEqualTo(e5.encode("old films"));
            for (TextEncoder encoder : List.of(bge, e5)) {
                assertThat(encoder.dimension()).isEqualTo(384);
                assertThat(cosine(encoder, "a robot in space", "an android aboard a starship"))
                        .isGreaterThan(cosine(encoder, "a robot in space", "a recipe for bread") + 0.05);
            }
        }
    }

    @Test
    void findChineseTextsThatTheBundledEncoderDoesNot() {
        try (TextEncoder chinese = Encoders.ofJar("bge-small-zh-v1.5", 1);
                TextEncoder english = Encoders.bundledMiniLm(1)) {
            int found = found(chinese);
            assertThat(chinese.dimension()).isEqualTo(512);
            assertThat(found).isGreaterThanOrEqualTo(CHINESE.length - 2);
            assertThat(found).isGreaterThanOrEqualTo(2 * found(english));
        }
    }

    @Test
    void haveTheTokenizersOfBertsFamilySoThatTheyCanTeach() {
        try (TextEncoder chinese = Encoders.ofJar("bge-small-zh-v1.5", 1)) {
            assertThat(Distillation.tokens(chinese)).isEqualTo(21_128);
            assertThat(chinese.tokenCounts(List.of("火星上的植物", "a film"))).containsExactly(6, 2);
            assertThat(chinese.mostTokens()).isEqualTo(510);
        }
    }

    /** How many queries have their title first. */
    private static int found(TextEncoder encoder) {
        int found = 0;
        for (String[] pair : CHINESE) {
            float[] query = encoder.encodeQuery(pair[1]);
            String best = "";
            double highest = -1;
            for (String[] other : CHINESE) {
                double cosine = cosine(query, encoder.encode(other[0]));
                if (cosine > highest) {
                    highest = cosine;
                    best = other[0];
                }
            }
            found += best.equals(pair[0]) ? 1 : 0;
        }
        return found;
    }

    private static double cosine(TextEncoder encoder, String one, String other) {
        return cosine(encoder.encode(one), encoder.encode(other));
    }

    private static double cosine(float[] left, float[] right) {
        double sum = 0;
        for (int d = 0; d < left.length; d++) {
            sum += (double) left[d] * right[d];
        }
        assertThat(sum).isCloseTo(0, within(1.001));
        return sum;
    }
}
