// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages, read from the compiled classes of all of them. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(
                    Path.of("../base/target/classes"),
                    Path.of("../embedding/target/classes"),
                    Path.of("../training/target/classes"),
                    Path.of("../training/deep/target/classes"),
                    Path.of("../training/spark/target/classes"),
                    Path.of("../procedures/target/classes"),
                    Path.of("target/classes"));

    private static final JavaClasses TESTS = new ClassFileImporter()
            .importPaths(
                    Path.of("../base/target/test-classes"),
                    Path.of("../embedding/target/test-classes"),
                    Path.of("../training/target/test-classes"),
                    Path.of("../training/deep/target/test-classes"),
                    Path.of("../training/spark/target/test-classes"),
                    Path.of("../procedures/target/test-classes"),
                    Path.of("fixtures/target/classes"),
                    Path.of("target/test-classes"));

    private static final String PROCEDURES = "org.graphrec.procedures.";
    private static final String CALL = PROCEDURES + "call.";

    @Test
    void seesTheClassesOfEveryModule() {
        for (String module : List.of("base", "embedding", "training", "deep", "spark", "procedures", "server")) {
            assertThat(CLASSES.stream().filter(type -> type.getPackageName().startsWith("org.graphrec." + module)))
                    .as("classes of org.graphrec.%s", module)
                    .hasSizeGreaterThan(4);
            assertThat(TESTS.stream().filter(type -> type.getPackageName().startsWith("org.graphrec." + module)))
                    .as("tests of org.graphrec.%s", module)
                    .isNotEmpty();
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

    /** The job for spark-submit talks to the server in Cypher, as any client does, and hands a file over. */
    @Test
    void sparkKnowsTrainingAndNobodyKnowsSpark() {
        check(noClasses()
                .that()
                .resideInAPackage("org.graphrec.spark..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "org.graphrec.spark..",
                        "org.graphrec.training..",
                        "org.graphrec.base..",
                        "org.apache.spark..",
                        "org.neo4j.driver..",
                        "scala..",
                        "java.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.graphrec.spark..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.graphrec.spark..", "org.apache.spark..", "scala.."));
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

    /** A procedure says what it needs and does to {@code call}, which alone looks after the rest. */
    @Test
    void everyProcedureRunsByTheTemplate() {
        check(methods()
                .that()
                .areAnnotatedWith("org.neo4j.procedure.Procedure")
                .should(new ArchCondition<JavaMethod>("begin with `call(...)`") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean begins = begins(method, new HashSet<>());
                        events.add(new SimpleConditionEvent(
                                method, begins, method.getFullName() + (begins ? " begins" : " does not begin so")));
                    }
                }));
    }

    /** Whether a method, or one of its class that it calls, begins a call. */
    private static boolean begins(JavaMethod method, Set<JavaMethod> seen) {
        return seen.add(method)
                && method.getMethodCallsFromSelf().stream()
                        .map(call -> call.getTarget())
                        .anyMatch(target -> (target.getName().equals("call")
                                        && target.getRawReturnType()
                                                .getFullName()
                                                .equals(CALL + "ProcedureCall"))
                                || (target.getOwner().equals(method.getOwner())
                                        && target.resolveMember()
                                                .map(own -> begins(own, seen))
                                                .orElse(false)));
    }

    @Test
    void onlyTheTemplateOpensTransactionsReservesMemoryAndMakesMonitors() {
        forbid("live.OwnTransaction", "beginTx", "org.neo4j.graphdb.GraphDatabaseService");
        forbid("call.CallContext", "<init>", PROCEDURES + "live.OwnTransactions");
        forbid("call.RunningCall|memory.MemoryGuard", "reserve", PROCEDURES + "memory.MemoryGuard");
        // what is loaded is allocated at once and belongs to no call
        forbid("model.ModelFiles|model.ExportFolder", "require", PROCEDURES + "memory.MemoryGuard");
        forbid("call.RunningCall|embed.OpenEncoders", "require", PROCEDURES + "memory.NativeMemory");
        check(noClasses()
                .that()
                .resideInAPackage("org.graphrec.procedures..")
                .and()
                .resideOutsideOfPackage("org.graphrec.procedures.call")
                .should()
                .beAssignableTo("org.graphrec.training.Monitor"));
    }

    private static void forbid(String butFor, String name, String owner) {
        String allowed = "org\\.graphrec\\.procedures\\.(" + butFor.replace(".", "\\.") + ")(\\$.*)?";
        check(noClasses()
                .that()
                .resideInAPackage("org.graphrec.procedures..")
                .and()
                .haveNameNotMatching(allowed)
                .should()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("the target is %s.%s", owner, name) {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        return access.getName().equals(name)
                                && access.getTargetOwner().isAssignableTo(owner);
                    }
                }));
    }

    /** That pool has one thread on a machine with two cores: two tasks that wait for each other would wait for ever. */
    @Test
    void nobodyUsesTheCommonPoolNorDoTests() {
        ArchRule rule = noClasses()
                .should()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("the target runs in the common pool") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        String owner = access.getTargetOwner().getFullName();
                        boolean withExecutor = access.getTarget() instanceof CodeUnitAccessTarget method
                                && method.getRawParameterTypes().stream()
                                        .anyMatch(type -> type.getFullName().equals("java.util.concurrent.Executor"));
                        return (owner.equals("java.util.concurrent.CompletableFuture")
                                        && access.getName().endsWith("Async")
                                        && !withExecutor)
                                || (owner.equals("java.util.concurrent.ForkJoinPool")
                                        && access.getName().equals("commonPool"))
                                || (owner.startsWith("java.util.")
                                        && List.of("parallelStream", "parallel").contains(access.getName()));
                    }
                });
        check(rule);
        rule.allowEmptyShould(false).check(TESTS);
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

    /**
     * Nobody asks for the class of a model, nor lists architectures: what others want to know is a method of {@code Architecture} or
     * {@code Model}. Sparse graphs of items are one model, on which several architectures build.
     */
    @Test
    void anArchitectureIsNamedByItsFolderAndTheRegistryAlone() {
        String all = "org.graphrec.training.architecture";
        List<String> folders = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(all + "."))
                .distinct()
                .toList();
        assertThat(folders).hasSizeGreaterThan(8);
        for (String folder : folders) {
            boolean shared = folder.equals(all + ".itemgraph");
            check(noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            folder,
                            "org.graphrec.training.registry",
                            "org.graphrec.deep..",
                            // computes elsewhere what these fit
                            "org.graphrec.spark..",
                            shared ? all + ".." : folder)
                    .and()
                    // scores with item neighbours of fixed settings, whatever is trained afterwards
                    .doNotHaveFullyQualifiedName("org.graphrec.training.fit.LikeThreshold")
                    .and()
                    // and this one by the cosine of vectors
                    .doNotHaveFullyQualifiedName("org.graphrec.training.fit.ModalityWeights")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(folder));
        }
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
                .resideOutsideOfPackages(
                        "org.graphrec.demo..",
                        "org.graphrec.benchmark..",
                        "org.graphrec.server..",
                        "org.graphrec.spark..")
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
                .haveNameNotMatching("org\\.graphrec\\.embedding\\.(ServiceClient|EncoderDownload)(\\$.*)?")
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
