// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.server;

/**
 * The main class for Neo4j's calendar releases, whose jars have none for the Community Edition. It is on the server's class path,
 * not ours to compile against, hence by reflection.
 */
final class CalendarEntryPoint {
    private CalendarEntryPoint() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Object community = Class.forName("org.neo4j.server.CommunityBootstrapper")
                .getConstructor()
                .newInstance();
        Object status = Class.forName("org.neo4j.server.NeoBootstrapper")
                .getMethod("start", Class.forName("org.neo4j.server.Bootstrapper"), String[].class)
                .invoke(null, community, arguments);
        if (!Integer.valueOf(0).equals(status)) {
            System.exit((Integer) status);
        }
    }
}
