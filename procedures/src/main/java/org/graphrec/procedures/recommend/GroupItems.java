// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.recommend.Eligibility;
import org.graphrec.training.recommend.GroupRanking;
import org.graphrec.training.recommend.GroupRecommender;
import org.graphrec.training.recommend.Scored;
import org.neo4j.graphdb.Node;

/** The best items for several users together, none of which any of them knows. */
final class GroupItems {
    private final Serving serving;

    GroupItems(Serving serving) {
        this.serving = serving;
    }

    /**
     * The rows, best item first.
     *
     * @throws IllegalArgumentException naming a weight of an only member's history that cannot be read
     */
    List<GroupRow> rows(List<Node> members, GroupRecommender.Aggregation aggregation, Monitor monitor) {
        List<UserHistory> users = members.size() == 1
                ? List.of(serving.histories().read(members.get(0)))
                : serving.histories().read(members);
        Eligibility eligible = serving.eligible();
        List<History> histories = new ArrayList<>(users.size());
        for (UserHistory user : users) {
            histories.add(user.history());
            eligible = eligible.without(user.leftOut());
        }
        GroupRanking ranking = new GroupRecommender(
                        serving.items().served().model(),
                        serving.items().served().fallback())
                .rank(histories, aggregation, eligible, monitor);
        RecommendOptions.Ranking options = serving.call().options().ranking();
        List<GroupRow> rows = new ArrayList<>();
        for (VisibleRanking.Shown one : new VisibleRanking(serving)
                .ahead(options.k(), many -> notBelow(options.minScore(), ranking.best(many)))) {
            rows.add(new GroupRow(one.node(), one.scored().score(), rows.size() + 1L));
        }
        return rows;
    }

    private static List<Scored> notBelow(double least, List<Scored> ranking) {
        return ranking.stream().filter(one -> one.score() >= least).toList();
    }
}
