package org.graphrec.procedures.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.graphrec.procedures.admin.AboutProcedures;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.gds.catalog.GraphDropProc;
import org.neo4j.gds.catalog.GraphFilterProc;
import org.neo4j.gds.catalog.GraphProjectProc;
import org.neo4j.gds.catalog.GraphSampleProc;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.id.IdController;
import org.neo4j.internal.kernel.api.exceptions.ProcedureException;
import org.neo4j.internal.kernel.api.security.AccessMode;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.api.procedure.GlobalProcedures;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.procedure.Procedure;
import org.neo4j.procedure.UserFunction;

/** A database in this process, with the procedures of GDS and ours, asked as any {@link Person}. */
public final class EmbeddedDatabase implements AutoCloseable {
    public static final Person ROOT = Person.with("root", AccessMode.Static.FULL);

    private final DatabaseManagementService service;
    private final GraphDatabaseAPI database;

    public EmbeddedDatabase(Path home) throws Exception {
        service = new DatabaseManagementServiceBuilder(home)
                .setConfig(GraphDatabaseSettings.pagecache_memory, 64L << 20)
                .build();
        database = (GraphDatabaseAPI) service.database("neo4j");
        GlobalProcedures procedures = database.getDependencyResolver().resolveDependency(GlobalProcedures.class);
        for (Class<?> type :
                List.of(GraphProjectProc.class, GraphFilterProc.class, GraphDropProc.class, GraphSampleProc.class)) {
            procedures.registerProcedure(type);
        }
        for (Class<?> type : ourClasses()) {
            register(procedures, type);
        }
    }

    private static void register(GlobalProcedures procedures, Class<?> type) throws ProcedureException {
        if (Stream.of(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(Procedure.class))) {
            procedures.registerProcedure(type);
        }
        if (Stream.of(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(UserFunction.class))) {
            procedures.registerFunction(type);
        }
    }

    private static List<Class<?>> ourClasses() throws Exception {
        Path root = Path.of(AboutProcedures.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(file -> file.toString().matches(".*(Procedures|Functions?)\\.class"))
                    .sorted()
                    .toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replace('\\', '.');
                classes.add(Class.forName(name.substring(0, name.length() - ".class".length())));
            }
        }
        if (classes.size() < 8) {
            throw new IOException("There are too few classes of procedures in `" + root + "`.");
        }
        return classes;
    }

    /** All rows of a statement, run by somebody in a transaction of its own. */
    public List<Map<String, Object>> rows(Person person, String statement) {
        return in(
                person,
                transaction -> transaction.execute(statement).stream()
                        .map(row -> (Map<String, Object>) new TreeMap<>(row))
                        .toList());
    }

    /** Something done in a transaction. */
    public <T> T in(Person person, Function<Transaction, T> work) {
        try (InternalTransaction transaction = database.beginTransaction(KernelTransaction.Type.EXPLICIT, person)) {
            T result = work.apply(transaction);
            transaction.commit();
            return result;
        }
    }

    /** A transaction that stays open until the test ends it. */
    public Transaction begin(Person person) {
        return database.beginTransaction(KernelTransaction.Type.EXPLICIT, person);
    }

    /** The database itself. */
    public GraphDatabaseAPI api() {
        return database;
    }

    /** Makes the ids of deleted nodes free for others, as the server does now and then. */
    public void freeIds() {
        database.getDependencyResolver().resolveDependency(IdController.class).maintenance();
    }

    /** The number that the kernel has for a property's name. */
    public int propertyKey(String name) {
        return tokens(transaction -> transaction.kernelTransaction().tokenRead().propertyKey(name));
    }

    /** The number that the kernel has for a label. */
    public int label(String name) {
        return tokens(transaction -> transaction.kernelTransaction().tokenRead().nodeLabel(name));
    }

    private int tokens(Function<InternalTransaction, Integer> read) {
        try (InternalTransaction transaction = database.beginTransaction(KernelTransaction.Type.EXPLICIT, ROOT)) {
            return read.apply(transaction);
        }
    }

    @Override
    public void close() {
        service.shutdown();
    }
}
