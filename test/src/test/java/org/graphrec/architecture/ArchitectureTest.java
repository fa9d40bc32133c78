package org.graphrec.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages, read from the compiled classes of all of them. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(
                    Path.of("../base/target/classes"),
                    Path.of("../embedding/target/classes"),
                    Path.of("../training/target/classes"),
                    Path.of("../training/deep/target/classes"),
                    Path.of("../procedures/target/classes"),
                    Path.of("target/classes"));

    @Test
    void seesTheClassesOfEveryModule() {
        for (String module : List.of("base", "embedding", "training", "deep", "procedures", "server")) {
            assertThat(CLASSES.stream().filter(type -> type.getPackageName().startsWith("org.graphrec." + module)))
                    .as("classes of org.graphrec.%s", module)
                    .hasSizeGreaterThan(4);
        }
    }

    @Test
    void baseKnowsTheJdkAndNothingElse() {
        check(noClasses()
                .that()
                .resideInAPackage("org.graphrec.base..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("org.graphrec.base..", "java.."));
    }

    @Test
    void embeddingKnowsNeitherTrainingNorNeo4j() {
        check(noClasses()
                .that()
                .resideInAPackage("org.graphrec.embedding..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.graphrec.training..", "org.graphrec.procedures..", "org.neo4j.."));
    }

    @Test
    void trainingKnowsBaseAndTheJdkAndNothingElse() {
        check(noClasses()
                .that()
                .resideInAPackage("org.graphrec.training..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("org.graphrec.training..", "org.graphrec.base..", "java..", "javax.crypto.."));
    }

    /** The optional jar is found as a service, so that nobody names it. */
    @Test
    void deepKnowsTrainingAndNobodyKnowsDeep() {
        check(noClasses()
                .that()
                .resideInAPackage("org.graphrec.deep..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "org.graphrec.deep..",
                        "org.graphrec.training..",
                        "org.graphrec.base..",
                        "org.bytedeco.javacpp",
                        "org.bytedeco.openblas.global",
                        "org.bytedeco.pytorch",
                        "org.bytedeco.pytorch.global",
                        "java.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.graphrec.deep..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.graphrec.deep.."));
    }

    /** PyTorch has had its faults in what reads models and tensors out of files; the deep heads use none of it. */
    @Test
    void deepReadsNoFileWithPyTorch() {
        check(noClasses()
                .should()
                .callMethodWhere(target(owner(resideInAPackage("org.bytedeco.pytorch..")))
                        .and(target(nameMatching("(?i)(load|save|read|import|pickle|unpickle|from_file|jit).*")))));
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.bytedeco\\.pytorch\\..*(Archive|Pickler|Reader|Module|CompilationUnit).*"));
    }

    /** Graphs are read in {@code projection}; the caller and the progress of a call are known in {@code call}. */
    @Test
    void onlyProjectionAndTheProgressOfACallNameGds() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.graphrec.procedures.projection..", "org.graphrec.procedures.call..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.neo4j.gds.."));
        check(noClasses()
                .that()
                .resideInAPackage("org.graphrec.procedures.call..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.neo4j.gds..")
                        .and(not(resideInAnyPackage(
                                "org.neo4j.gds.core",
                                "org.neo4j.gds.core.concurrency..",
                                "org.neo4j.gds.core.utils.logging..",
                                "org.neo4j.gds.core.utils.progress..",
                                "org.neo4j.gds.core.utils.warnings..",
                                "org.neo4j.gds.logging..")))));
    }

    @Test
    void nativeRuntimesAreNamedByOneModuleEach() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.graphrec.embedding..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnxruntime..", "ai.djl.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.graphrec.deep..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco.."));
    }

    @Test
    void theDemoTalksToTheServerInCypherOnly() {
        check(noClasses()
                .that()
                .resideInAnyPackage("org.graphrec.demo..", "org.graphrec.data..", "org.graphrec.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.graphrec.base..",
                        "org.graphrec.embedding..",
                        "org.graphrec.training..",
                        "org.graphrec.procedures.."));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("org.graphrec.(**)").should().beFreeOfCycles());
    }

    @Test
    void noClassHasAnEmptyName() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?")
                .orShould()
                .haveNameMatching(".*\\.Abstract[^.]*"));
    }

    @Test
    void nothingPrintsButTheProgrammes() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.graphrec.demo..", "org.graphrec.benchmark..", "org.graphrec.server..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS));
    }

    @Test
    void onlyTheTwoClientsThatAnOperatorTurnsOnOpenConnections() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "org.graphrec.base..",
                        "org.graphrec.embedding..",
                        "org.graphrec.training..",
                        "org.graphrec.procedures..")
                .and()
                .haveNameNotMatching("org\\.graphrec\\.embedding\\.(EmbeddingsClient|EncoderDownload)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(.*Socket.*|URL|.*URLConnection|http\\.HttpClient.*)"));
    }

    @Test
    void nothingIsReadWithJavaSerialization() {
        check(noClasses().should().dependOnClassesThat().areAssignableTo(java.io.ObjectInputStream.class));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(CLASSES);
    }
}
