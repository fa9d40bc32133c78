// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Two ports of the loopback address that were free a moment ago; the operating system chose them. */
record Ports(int bolt, int http) {

    static Ports free() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        // both are held open together, so that they differ
        try (var bolt = new ServerSocket(0, 1, loopback);
                var http = new ServerSocket(0, 1, loopback)) {
            return new Ports(bolt.getLocalPort(), http.getLocalPort());
        } catch (IOException e) {
            throw new ServerException("No free port was found on this machine.", e);
        }
    }
}
