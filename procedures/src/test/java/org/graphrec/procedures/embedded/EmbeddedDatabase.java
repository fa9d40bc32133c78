// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.graphrec.procedures.admin.AboutProcedures;
import org.graphrec.procedures.live.StaticAccess;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.BoltConnectorInternalSettings;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.gds.ListProgressProc;
import org.neo4j.gds.beta.generator.GraphGenerateProc;
import org.neo4j.gds.catalog.GraphDropNodePropertiesProc;
import org.neo4j.gds.catalog.GraphDropProc;
import org.neo4j.gds.catalog.GraphFilterProc;
import org.neo4j.gds.catalog.GraphListProc;
import org.neo4j.gds.catalog.GraphProjectProc;
import org.neo4j.gds.catalog.GraphSampleProc;
import org.neo4j.gds.catalog.GraphStreamNodePropertiesProc;
import org.neo4j.gds.embeddings.fastrp.FastRPMutateProc;
import org.neo4j.gds.functions.AsNodeFunc;
import org.neo4j.gds.functions.SimilaritiesFunc;
import org.neo4j.gds.functions.VersionFunc;
import org.neo4j.gds.similarity.knn.KnnStreamProc;
import org.neo4j.gds.similarity.nodesim.NodeSimilarityMutateProc;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.helpers.HostnamePort;
import org.neo4j.internal.id.IdController;
import org.neo4j.internal.kernel.api.exceptions.ProcedureException;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.api.procedure.GlobalProcedures;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.procedure.Procedure;
import org.neo4j.procedure.UserFunction;

/** A database in this process, with the procedures of GDS and ours, asked as any {@link Person}. */
public final class EmbeddedDatabase implements AutoCloseable {
    public static final Person ROOT = Person.with("root", StaticAccess.FULL);

    /** What of GDS the tests call. */
    private static final List<Class<?>> GDS = List.of(
            AsNodeFunc.class,
            FastRPMutateProc.class,
            GraphDropNodePropertiesProc.class,
            GraphDropProc.class,
            GraphFilterProc.class,
            GraphGenerateProc.class,
            GraphListProc.class,
            GraphProjectProc.class,
            GraphSampleProc.class,
            GraphStreamNodePropertiesProc.class,
            KnnStreamProc.class,
            ListProgressProc.class,
            NodeSimilarityMutateProc.class,
            SimilaritiesFunc.class,
            VersionFunc.class);

    private static final String PASSWORD = "embedded";

    private final DatabaseManagementService service;
    private final GraphDatabaseAPI database;

    public EmbeddedDatabase(Path home) throws Exception {
        this(new DatabaseManagementServiceBuilder(home));
    }

    private EmbeddedDatabase(DatabaseManagementServiceBuilder builder) throws Exception {
        service = builder.setConfig(GraphDatabaseSettings.pagecache_memory, 64L << 20)
                .build();
        database = (GraphDatabaseAPI) service.database("neo4j");
        GlobalProcedures procedures = database.getDependencyResolver().resolveDependency(GlobalProcedures.class);
        for (Class<?> type : GDS) {
            register(procedures, type);
        }
        for (Class<?> type : ourClasses()) {
            register(procedures, type);
        }
    }

    /** A database that can be asked over Bolt as well, at a port that the system chose; see {@link #driver}. */
    static EmbeddedDatabase withBolt(Path home) throws Exception {
        EmbeddedDatabase made = new EmbeddedDatabase(new DatabaseManagementServiceBuilder(home)
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", 0))
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                // Bolt's thread pool waits twice for five seconds although no connection is left
                .setConfig(BoltConnectorInternalSettings.thread_pool_shutdown_wait_time, Duration.ZERO)
                .setConfig(GraphDatabaseSettings.procedure_unrestricted, List.of("gds.*")));
        made.service
                .database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME)
                .executeTransactionally("ALTER USER neo4j SET PASSWORD '" + PASSWORD + "' CHANGE NOT REQUIRED");
        return made;
    }

    /** A driver logged in as neo4j, of a database with Bolt; its caller closes it. */
    Driver driver() {
        return driver("neo4j", PASSWORD);
    }

    /** A driver logged in as another user, whom the caller has made. */
    public Driver driver(String user, String password) {
        HostnamePort bolt = database.getDependencyResolver()
                .resolveDependency(ConnectorPortRegister.class)
                .getLocalAddress(ConnectorType.BOLT);
        return GraphDatabase.driver(
                "bolt://127.0.0.1:" + bolt.getPort(),
                AuthTokens.basic(user, password),
                Config.builder().withLogging(Logging.none()).build());
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

    /** The number that the kernel has for a relationship type. */
    public int type(String name) {
        return tokens(transaction -> transaction.kernelTransaction().tokenRead().relationshipType(name));
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
