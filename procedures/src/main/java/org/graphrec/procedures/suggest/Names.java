package org.graphrec.procedures.suggest;

import java.util.Locale;
import java.util.regex.Pattern;
import org.graphrec.procedures.cypher.Identifier;

/** What the names of labels, types and properties usually mean. English names are known; other names decide nothing. */
final class Names {
    private static final Pattern USERS = words(
            "user|customer|person|people|member|reader|viewer|listener|account|client|student|patient|buyer|visitor|player"
                    + "|subscriber|employee|author|follower");
    private static final Pattern ITEMS = words(
            "product|item|movie|film|book|article|song|track|album|course|game|recipe|hotel|restaurant|place|venue|paper"
                    + "|publication|post|question|video|show|episode|artist|event|job|app|offer|library|document|story");
    private static final Pattern INTERACTIONS = words(
            "bought|buys|purchased|purchase|ordered|rated|rates|rating|reviewed|review|watched|viewed|views|seen|likes|liked"
                    + "|loves|listened|played|plays|read|reads|clicked|visited|answered|attended|enrolled|cites|cited|follows"
                    + "|booked|rented|borrowed|downloaded|saved|favorited|favourited|interested|depends");
    private static final Pattern MOMENTS =
            words("time|timestamp|date|at|when|on|created|updated|since|year|day|moment|epoch");
    private static final Pattern STRENGTHS =
            words("rating|stars|score|weight|strength|quantity|count|amount|plays|times|hours|minutes");
    private static final Pattern TITLES = words("title|name|headline|label|subject");
    private static final Pattern WRITTEN_BY_US = Pattern.compile("RECOMMENDED|SIMILAR.*|REC_.*");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    private Names() {}

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?:^|.*_)(?:" + alternatives + ")s?(?:_.*|$)");
    }

    /** Camel case as words with underscores, in lower case: {@code boughtAt} is {@code bought_at}. */
    private static boolean matches(Pattern pattern, String name) {
        String words = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        return pattern.matcher(words).matches();
    }

    static boolean user(String label) {
        return matches(USERS, label);
    }

    static boolean item(String label) {
        return matches(ITEMS, label);
    }

    static boolean interaction(String type) {
        return matches(INTERACTIONS, type);
    }

    static boolean moment(String property) {
        return matches(MOMENTS, property);
    }

    static boolean strength(String property) {
        return matches(STRENGTHS, property);
    }

    static boolean title(String property) {
        return matches(TITLES, property);
    }

    /** What procedures write by themselves, which is the answer and not the question. */
    static boolean written(String type) {
        return WRITTEN_BY_US.matcher(type).matches();
    }

    /** A name as Cypher reads it, in quotes where it needs them. */
    static String cypher(String name) {
        return PLAIN.matcher(name).matches() ? name : Identifier.quoted(name);
    }

    /** A text as a literal of Cypher. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
