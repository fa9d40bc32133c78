// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a standalone server before the first test of a class and stops it after the last. The {@link TestServer} is handed to
 * whoever names it as a parameter. A class whose server does not start fails with the end of the server's log.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OwnServer.class)
public @interface ServerWith {
    /** Name of the server's home folder under {@code target/}; no two classes share one. */
    String home();

    String heap() default "2g";

    /** Lines of graph-recommender.conf, in which <code>{folder}</code> is a folder of this run. */
    String[] operatorFile() default {};

    /**
     * Whether nodes get ids in the order in which they are made. Ids of deleted nodes are then not given again. The rows of a model go by
     * ids, and what is withheld at random by the order of rows, so that the same graph gives the same figures.
     */
    boolean idsInOrder() default false;

    /** Whether the jars that train deep models lie beside the plugin. */
    boolean deep() default false;
}
