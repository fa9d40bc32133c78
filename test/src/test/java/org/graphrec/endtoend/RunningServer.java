// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import java.nio.file.Path;
import org.graphrec.fixtures.Cypher;
import org.graphrec.server.ServerOptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One standalone server for all tests of a process: started by the first class that asks, emptied before each class,
 * stopped after the last. Hands it to whoever names a {@link Cypher} or a {@link TestServer} as a parameter.
 */
public final class RunningServer implements BeforeAllCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) {
        server(context).wipe();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Cypher.class || type == TestServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server(context);
    }

    private static TestServer server(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningServer.class))
                .computeIfAbsent(
                        "server",
                        key -> TestServer.start(
                                ServerOptions.ofBuild(Path.of("target"), TestServer.ofProcess("it-server"))),
                        TestServer.class);
    }
}
