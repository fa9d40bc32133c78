// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves one file on localhost, which Neo4j Browser allows as a host of guides from the start. */
final class GuideServer implements AutoCloseable {
    private final HttpServer server;

    GuideServer(Path guide) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/guide.html", exchange -> {
            byte[] page = Files.readAllBytes(guide);
            // Browser is another origin, and asks with headers of its own
            exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
            exchange.getResponseHeaders().add("Access-Control-Allow-Headers", "*");
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/guide.html");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
