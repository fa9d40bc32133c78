// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.graphrec.server.ServerOptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.neo4j.driver.Session;

/** Carries out {@link ServerWith}. Hands out the server, and the folder of its operator file as a {@link Path}. */
final class OwnServer implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(OwnServer.class);
    private static final Path TARGET = Path.of("target");

    /** What the context of the class holds and closes. */
    private record Running(TestServer server, Path folder, Session session) implements AutoCloseable {
        @Override
        public void close() {
            session.close();
            server.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(NAMESPACE).put("running", start(context));
    }

    private static Running start(ExtensionContext context) {
        ServerWith with = context.getRequiredTestClass().getAnnotation(ServerWith.class);
        Path folder = emptied(TARGET.resolve(with.home() + "-folder").toAbsolutePath());
        ServerOptions options = ServerOptions.ofBuild(TARGET, with.home()).withHeap(with.heap());
        if (with.deep()) {
            options = options.withDeepHeads(TARGET);
        }
        if (with.operatorFile().length > 0) {
            String lines = String.join("\n", with.operatorFile());
            options = options.withConfigurationFile(
                    "graph-recommender.conf",
                    lines.replace("{folder}", folder.toString().replace('\\', '/')));
        }
        TestServer server = TestServer.start(options);
        Session session = server.driver().session();
        if (with.idsInOrder()) {
            // while an earlier transaction is open, no id is free again
            session.beginTransaction().run("RETURN 1").consume();
        }
        return new Running(server, folder, session);
    }

    private static Path emptied(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> left = Files.walk(folder)) {
                    for (Path one : left.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(one);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestServer.class
                || (type == Path.class && parameter.getParameter().getAnnotations().length == 0);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getStore(NAMESPACE).get("running", Running.class);
        return parameter.getParameter().getType() == Path.class ? running.folder() : running.server();
    }
}
