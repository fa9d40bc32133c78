// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graphrec.embedding.NativeLibraries;
import org.graphrec.procedures.call.Finding;

/** Whether native code runs on this machine, and how fast. */
final class MachineFindings {
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final Path CPU = Path.of("/proc/cpuinfo");

    /** The C library's own sentence about itself, which stands in its file. */
    private static final Pattern RELEASE = Pattern.compile("GNU C Library [^\n]{0,200}?version ([0-9]+)\\.([0-9]+)");

    private static final long MOST_BYTES = 8 << 20;

    /** What ONNX Runtime was built against. */
    private static final int LEAST_GLIBC = 27;

    /** What makes 8-bit models fast, the best last. */
    private static final List<String> FEATURES =
            List.of("avx", "avx2", "fma", "avx512f", "avx512_vnni", "avx_vnni", "asimd", "asimddp", "i8mm");

    private MachineFindings() {}

    static List<Finding> ofThisMachine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "platform",
                System.getProperty("os.name") + ' ' + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors"));
        if (Files.isReadable(MAPS)) {
            findings.add(libc(library(text(MAPS))));
            findings.add(cpu(text(CPU)));
        }
        NativeLibraries.Status natives = NativeLibraries.status();
        findings.add(natives(natives));
        findings.add(crashes(natives));
        return findings;
    }

    static Finding natives(NativeLibraries.Status status) {
        if (!status.problem().isEmpty()) {
            return Finding.problem(
                    "natives",
                    status.problem(),
                    "Set `rec.encoder.natives_folder` in graph-recommender.conf to a folder that the server can write to and"
                            + " execute from, or use a remote encoder.");
        }
        if (status.off()) {
            return Finding.problem("natives", "Native code is off after crashes.", NativeLibraries.TURN_ON);
        }
        return Finding.ok("natives", status.loaded() ? "loaded" : "not needed so far; the first text loads them");
    }

    static Finding crashes(NativeLibraries.Status status) {
        int ends = status.ends().size();
        if (ends == 0) {
            return Finding.ok("crashes", "In the last day, the server never ended while native code ran.");
        }
        String detail =
                "In the last day, the server ended " + ends + " times while native code ran; it was started again at "
                        + status.ends().get(0) + '.';
        String remedy =
                "Look for hs_err_pid*.log where the server was started, and for a lack of memory in the system's log.";
        return status.off()
                ? Finding.problem("crashes", detail + " Native code is off.", remedy + ' ' + NativeLibraries.TURN_ON)
                : Finding.warning("crashes", detail, remedy);
    }

    /** The content of the C library that this process runs on; its path alone where it is not glibc. */
    private static String library(String maps) {
        String path = maps.lines()
                .filter(line -> line.contains("libc.so.6") || line.contains("/ld-musl") || line.contains("libc.musl"))
                .map(line -> line.substring(line.indexOf('/')))
                .findFirst()
                .orElse("");
        return path.contains("libc.so.6") ? path + '\n' + text(Path.of(path)) : path;
    }

    static Finding libc(String library) {
        if (library.contains("musl")) {
            return Finding.problem(
                    "libc",
                    "musl",
                    "The native libraries need glibc: run the server on a distribution that has it, such as Debian, or"
                            + " use a remote encoder.");
        }
        Matcher release = RELEASE.matcher(library);
        if (!release.find()) {
            return Finding.ok("libc", library.isEmpty() ? "unknown" : "glibc");
        }
        String found = "glibc " + release.group(1) + '.' + release.group(2);
        return release.group(1).equals("2") && Integer.parseInt(release.group(2)) < LEAST_GLIBC
                ? Finding.problem(
                        "libc", found, "The native libraries need glibc 2." + LEAST_GLIBC + ": update the system.")
                : Finding.ok("libc", found);
    }

    static Finding cpu(String cpuinfo) {
        Set<String> flags = new TreeSet<>();
        cpuinfo.lines()
                .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                .findFirst()
                .ifPresent(line -> flags.addAll(Arrays.asList(line.substring(line.indexOf(':') + 1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .split(" ", -1))));
        List<String> found = FEATURES.stream().filter(flags::contains).toList();
        boolean intel = flags.contains("sse2");
        return intel && !flags.contains("avx2")
                ? Finding.warning(
                        "cpu",
                        "without avx2" + (found.isEmpty() ? "" : ", with " + String.join(", ", found)),
                        "Texts are encoded several times slower: use a machine with AVX2, or a remote encoder.")
                : Finding.ok("cpu", found.isEmpty() ? "unknown" : String.join(", ", found));
    }

    /** The beginning of a file as bytes of Latin-1; "" where it cannot be read. */
    private static String text(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes((int) MOST_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
