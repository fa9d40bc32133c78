// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.graphrec.browser.Chromium;
import org.graphrec.fixtures.ComparedFilms;
import org.graphrec.fixtures.Cypher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningServer.class)
class ReportIT {
    private static final String PAGE = "http://report.invalid/";

    private static String html;

    @BeforeAll
    static void load(Cypher cypher) {
        ComparedFilms.load(cypher);
        html = cypher.value("""
            CALL rec.report.html('rated', {
              title: 'Films & <tastes>', ratingProperty: 'rating', featureProperties: ['embedding'], k: 5,
              architectures: ['popularity', 'content', 'itemKnn', 'mf'], coldItemFraction: 0.2
            }) YIELD html
            """).asString();
    }

    /**
     * A proxy stands for the whole network: it hands out the page, and notes what the page asks for. A browser looks for its own
     * updates besides, but those requests come from no page.
     */
    @Test
    void opensInABrowserWithoutAnyRequestOfItsOwn() throws IOException {
        Optional<Chromium> chromium = Chromium.installed();
        assumeTrue(chromium.isPresent(), "Chromium is not installed.");
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            if (exchange.getRequestURI().toString().startsWith(PAGE)
                    || exchange.getRequestHeaders().containsKey("Referer")) {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            }
            byte[] body = html.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        proxy.start();
        try {
            String document = chromium.get()
                    .document(PAGE, "127.0.0.1:" + proxy.getAddress().getPort());
            assertThat(document).contains("<h1>Films &amp; &lt;tastes&gt;</h1>", "<svg", "</table>");
            assertThat(requests).containsExactly("GET " + PAGE);
        } finally {
            proxy.stop(0);
        }
    }
}
