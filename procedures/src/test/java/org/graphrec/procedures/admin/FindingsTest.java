// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.graphrec.embedding.NativeLibraries;
import org.graphrec.procedures.call.Finding;
import org.graphrec.procedures.memory.MemoryGuard;
import org.junit.jupiter.api.Test;

class FindingsTest {

    @Test
    void haveARemedyExactlyWhereNotAllIsWell() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Finding("heap", "ok", "fine", "Buy more."));
        assertThatIllegalArgumentException().isThrownBy(() -> new Finding("heap", "problem", "full", ""));
    }

    @Test
    void knowTheVersionsThatWereTriedTogether() {
        assertThat(VersionFindings.neo4j("5.26.30 community").status()).isEqualTo("ok");
        assertThat(VersionFindings.neo4j("5.26.27 enterprise").status()).isEqualTo("ok");
        assertThat(VersionFindings.neo4j("5.26.26 community").remedy()).contains("5.26.27", "vulnerabilities");
        assertThat(VersionFindings.neo4j("2026.01.0 community").status()).isEqualTo("warning");
        assertThat(VersionFindings.gds("2.13.9").status()).isEqualTo("ok");
        assertThat(VersionFindings.gds("2.14.0").status()).isEqualTo("warning");
        assertThat(VersionFindings.gds("").status()).isEqualTo("problem");
        assertThat(VersionFindings.java(17).status()).isEqualTo("ok");
        assertThat(VersionFindings.java(11).status()).isEqualTo("warning");
    }

    @Test
    void tellTheCLibrariesApart() {
        String text = "/lib/libc.so.6\n\u0000GNU C Library (Debian GLIBC %s-9) stable release version %s.\nCopyright";
        assertThat(MachineFindings.libc(text.formatted("2.36", "2.36")).detail())
                .isEqualTo("glibc 2.36");
        assertThat(MachineFindings.libc(text.formatted("2.27", "2.27")).status())
                .isEqualTo("ok");
        assertThat(MachineFindings.libc(text.formatted("2.17", "2.17")))
                .isEqualTo(Finding.problem(
                        "libc", "glibc 2.17", "The native libraries need glibc 2.27: update the system."));
        assertThat(MachineFindings.libc("/lib/ld-musl-x86_64.so.1").remedy()).contains("remote encoder");
        assertThat(MachineFindings.libc("")).isEqualTo(Finding.ok("libc", "unknown"));
    }

    @Test
    void seeWhetherTheProcessorIsFastEnough() {
        assertThat(MachineFindings.cpu("flags\t\t: fpu sse2 avx avx2 fma avx512_vnni\n"))
                .isEqualTo(Finding.ok("cpu", "avx, avx2, fma, avx512_vnni"));
        assertThat(MachineFindings.cpu("flags\t\t: fpu sse2 avx\n").status()).isEqualTo("warning");
        assertThat(MachineFindings.cpu("Features\t: fp asimd asimddp\n"))
                .isEqualTo(Finding.ok("cpu", "asimd, asimddp"));
        assertThat(MachineFindings.cpu("").detail()).isEqualTo("unknown");
    }

    @Test
    void sayWhatCrashesMean() {
        Instant noon = Instant.parse("2026-11-25T12:00:00Z");
        NativeLibraries.Status well = new NativeLibraries.Status(true, "", false, List.of());
        NativeLibraries.Status once = new NativeLibraries.Status(false, "", false, List.of(noon));
        NativeLibraries.Status off = new NativeLibraries.Status(false, "", true, List.of(noon, noon));
        assertThat(MachineFindings.crashes(well).status()).isEqualTo("ok");
        assertThat(MachineFindings.crashes(once).status()).isEqualTo("warning");
        assertThat(MachineFindings.crashes(once).remedy()).contains("hs_err_pid");
        assertThat(MachineFindings.crashes(off).status()).isEqualTo("problem");
        assertThat(MachineFindings.crashes(off).detail()).contains("ended 2 times", "Native code is off");
        assertThat(MachineFindings.crashes(off).remedy()).contains("delete the file `graph-recommender.native`");
        assertThat(MachineFindings.natives(off).status()).isEqualTo("problem");
        assertThat(MachineFindings.natives(well).detail()).isEqualTo("loaded");
        assertThat(MachineFindings.natives(new NativeLibraries.Status(false, "noexec", false, List.of())))
                .extracting(Finding::status, Finding::detail)
                .containsExactly("problem", "noexec");
    }

    @Test
    void warnOfLittleMemoryAndOfAGuardThatIsOff() {
        MemoryGuard.State state = new MemoryGuard.State(1L << 30, 3L << 20, 0.5);
        assertThat(MemoryFindings.heap(2L << 30, state))
                .isEqualTo(Finding.ok("heap", "1.0 GiB of 2.0 GiB free, 3.0 MiB of it promised to calls under way"));
        assertThat(MemoryFindings.heap((512L << 20) - 1, state).status()).isEqualTo("warning");
        assertThat(MemoryFindings.guard(0.5).detail()).isEqualTo("one call gets at most 50 % of the free heap");
        assertThat(MemoryFindings.guard(Double.POSITIVE_INFINITY).status()).isEqualTo("warning");
        assertThat(MemoryFindings.nativeMemory(-1).detail()).startsWith("unknown");
        assertThat(MemoryFindings.nativeMemory(100 << 20).status()).isEqualTo("warning");
        assertThat(MemoryFindings.nativeMemory(1L << 30).status()).isEqualTo("ok");
    }

    @Test
    void areMadeOfThisMachineToo() {
        assertThat(MachineFindings.ofThisMachine())
                .extracting(Finding::check)
                .contains("platform", "natives", "crashes");
        assertThat(MemoryFindings.ofThisServer()).extracting(Finding::check).contains("heap", "native memory");
    }
}
