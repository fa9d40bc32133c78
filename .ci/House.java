// SPDX-License-Identifier: GPL-3.0-only
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Counts what makes the main code hard or easy to read. Run it with {@code java .ci/House.java [FOLDER]}, once per checkout, and compare.
 * It reads the text of the sources alone: the counts are for comparing two states of this code, not for judging any code.
 */
final class House {
    private static final Pattern TYPE =
            Pattern.compile("^\\s*(?:(?:public|private|protected|static|final|sealed|non-sealed|abstract) )*"
                    + "(?:class|record|interface|enum) (\\w+)");
    private static final Pattern RECORD = Pattern.compile("\\brecord (\\w+)(?:<[^(]*>)?\\(([^{]*?)\\)\\s*(?:implements [^{]*)?\\{", Pattern.DOTALL);
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?(org\\.graphrec[a-z.0-9]*)\\.[A-Z].*", Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("^package ([a-z.0-9]+);", Pattern.MULTILINE);
    private static final String MODELS = "(Blend|Content|Ease|HeadModel|SequenceModel|ItemGraph|ItemGraphWithTexts|ItemKnn|ItemVectors|Mf|"
            + "NearestItemsModel|Popularity|ThroughNearest|UserKnn|Sgc|RatingModel)";
    private static final Pattern INSTANCE_OF = Pattern.compile("instanceof (?:\\w+\\.)?" + MODELS + "\\b");
    private static final Pattern CASE = Pattern.compile(
            "case [A-Z_, ]*\\b(CONTENT|POPULARITY|ITEM_KNN|USER_KNN|ITEM_GRAPH|EASE|MF|LIGHTGCN|TEXTGCN|BLEND|AUTO|GCN|GAT|SAGE|LSTM|TRANSFORMER)\\b");
    private static final int WINDOW = 6;
    private static final int MANY_FIELDS = 7;

    private final Map<Path, String> sources = new TreeMap<>();

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length == 0 ? "." : arguments[0]);
        var house = new House();
        for (Path module : List.of(Path.of("base"), Path.of("embedding"), Path.of("training"), Path.of("training/deep"), Path.of("training/spark"), Path.of("procedures"))) {
            Path main = root.resolve(module).resolve("src/main/java");
            if (Files.isDirectory(main)) {
                try (Stream<Path> files = Files.walk(main)) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                        house.sources.put(root.relativize(file), Files.readString(file));
                    }
                }
            }
        }
        house.print();
    }

    private void print() {
        line("files of main code", sources.size());
        line("lines", sources.values().stream().mapToLong(text -> text.lines().count()).sum());
        Map.Entry<Path, String> largest = sources.entrySet().stream()
                .max((a, b) -> Long.compare(a.getValue().lines().count(), b.getValue().lines().count())).orElseThrow();
        line("largest file", largest.getValue().lines().count() + " lines, " + largest.getKey().getFileName());
        line("files above 300 lines", sources.values().stream().filter(text -> text.lines().count() > 300).count());
        line("procedure classes that make monitors or reserve memory themselves", procedures("\\b(?:brief)?[mM]onitor\\(|onitor\\.reserve\\(|MemoryGuard\\.reserve\\("));
        List<String> records = records();
        line("records above " + MANY_FIELDS + " fields, rows of procedures apart", records.size() + " " + records);
        line("instanceof and case over architectures outside their folders", overArchitectures());
        Set<String> twice = twice();
        line("simple names of types used twice", twice.size() + " " + twice);
        line("packages", packages().size());
        line("packages in cycles", inCycles());
        line("blocks of " + WINDOW + " lines that occur again", duplicates());
    }

    private static void line(String name, Object value) {
        System.out.println(name + ": " + value);
    }

    private long procedures(String pattern) {
        Pattern made = Pattern.compile(pattern);
        return sources.entrySet().stream()
                .filter(entry -> entry.getKey().toString().endsWith("Procedures.java"))
                .filter(entry -> made.matcher(entry.getValue()).find())
                .count();
    }

    private List<String> records() {
        List<String> many = new ArrayList<>();
        sources.values().forEach(text -> {
            Matcher record = RECORD.matcher(text);
            while (record.find()) {
                String name = record.group(1);
                if (fields(record.group(2)) > MANY_FIELDS && !name.endsWith("Row")) {
                    many.add(name + " " + fields(record.group(2)));
                }
            }
        });
        return many;
    }

    private static int fields(String components) {
        int depth = 0;
        int fields = components.isBlank() ? 0 : 1;
        for (char character : components.toCharArray()) {
            depth += character == '<' || character == '(' ? 1 : character == '>' || character == ')' ? -1 : 0;
            fields += character == ',' && depth == 0 ? 1 : 0;
        }
        return fields;
    }

    private long overArchitectures() {
        return sources.entrySet().stream()
                .filter(entry -> !entry.getKey().toString().contains("/architecture/"))
                .flatMap(entry -> entry.getValue().lines())
                .filter(text -> INSTANCE_OF.matcher(text).find() || CASE.matcher(text).find())
                .count();
    }

    private Set<String> twice() {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        sources.forEach((file, text) -> {
            Set<String> inFile = new HashSet<>();
            text.lines().map(TYPE::matcher).filter(Matcher::find).forEach(type -> inFile.add(type.group(1)));
            inFile.stream().filter(name -> !seen.add(name)).forEach(twice::add);
        });
        return twice;
    }

    private Map<String, Set<String>> packages() {
        Map<String, Set<String>> needs = new TreeMap<>();
        sources.values().forEach(text -> {
            Matcher own = PACKAGE.matcher(text);
            if (own.find()) {
                Set<String> others = needs.computeIfAbsent(own.group(1), name -> new TreeSet<>());
                Matcher imported = IMPORT.matcher(text);
                while (imported.find()) {
                    if (!imported.group(1).equals(own.group(1))) {
                        others.add(imported.group(1));
                    }
                }
            }
        });
        return needs;
    }

    private long inCycles() {
        Map<String, Set<String>> needs = packages();
        return needs.keySet().stream().filter(name -> reaches(needs, name)).count();
    }

    private static boolean reaches(Map<String, Set<String>> needs, String target) {
        Deque<String> open = new ArrayDeque<>(needs.get(target));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String next = open.pop();
            if (next.equals(target)) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(needs.getOrDefault(next, Set.of()));
            }
        }
        return false;
    }

    private long duplicates() {
        Map<String, Integer> blocks = new HashMap<>();
        sources.values().forEach(text -> {
            List<String> lines = text.lines()
                    .map(String::strip)
                    .filter(line -> line.length() > 1 && !line.startsWith("import ") && !line.startsWith("package ")
                            && !line.startsWith("*") && !line.startsWith("/*") && !line.startsWith("//"))
                    .toList();
            for (int from = 0; from + WINDOW <= lines.size(); from++) {
                blocks.merge(String.join("\n", lines.subList(from, from + WINDOW)), 1, Integer::sum);
            }
        });
        return blocks.values().stream().filter(count -> count > 1).count();
    }
}
