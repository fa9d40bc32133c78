package org.graphrec.endtoend;

import java.nio.file.Path;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One standalone server for all tests of the module: started by the first class that asks, emptied before each class,
 * stopped after the last. Hands a {@link Cypher} to whoever names it as a parameter.
 */
public final class RunningServer implements BeforeAllCallback, ParameterResolver {

    /** What the root context holds and closes. */
    private record Running(Cypher cypher) implements AutoCloseable {
        @Override
        public void close() {
            cypher.server().close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        cypher(context).wipe();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cypher.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return cypher(context);
    }

    private static Cypher cypher(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningServer.class))
                .computeIfAbsent("server", key -> start(), Running.class)
                .cypher();
    }

    private static Running start() {
        var options = ServerOptions.ofBuild(Path.of("target"), "it-server");
        return new Running(new Cypher(StandaloneServer.start(options)));
    }
}
