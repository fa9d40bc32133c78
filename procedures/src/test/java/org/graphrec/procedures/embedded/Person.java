// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embedded;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.neo4j.internal.kernel.api.connectioninfo.ClientConnectionInfo;
import org.neo4j.internal.kernel.api.security.AbstractSecurityLog;
import org.neo4j.internal.kernel.api.security.AccessMode;
import org.neo4j.internal.kernel.api.security.AuthSubject;
import org.neo4j.internal.kernel.api.security.AuthenticationResult;
import org.neo4j.internal.kernel.api.security.LoginContext;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.kernel.database.PrivilegeDatabaseReference;

/** Somebody with a name and rights, as the kernel sees him: Community Edition has no roles to give. */
public final class Person extends LoginContext {
    private final AccessMode mode;

    private Person(String name, AccessMode mode) {
        super(new Subject(name), ClientConnectionInfo.EMBEDDED_CONNECTION);
        this.mode = mode;
    }

    public static Person with(String name, AccessMode mode) {
        return new Person(name, mode);
    }

    /** One who may do all that a mode allows, but read some properties of nodes. */
    public static Person whoDoesNotSeeProperties(String name, AccessMode mode, Integer... propertyKeys) {
        // one that can be asked for null
        Set<Object> hidden = new HashSet<>(Arrays.asList(propertyKeys));
        Function<Object[], Boolean> named =
                arguments -> Arrays.stream(arguments).anyMatch(hidden::contains) ? false : null;
        return new Person(
                name,
                changed(
                        mode,
                        Map.of(
                                "allowsReadNodeProperty", named,
                                "allowsReadPropertyAllLabels", named,
                                "disallowsReadPropertyForSomeLabel",
                                        arguments -> named.apply(arguments) == null ? null : true)));
    }

    /** One who does not see the nodes of a label. */
    public static Person whoDoesNotSeeLabel(String name, AccessMode mode, int label) {
        return new Person(
                name,
                changed(
                        mode,
                        Map.of(
                                "allowsTraverseAllLabels", arguments -> false,
                                "allowsTraverseAllNodesWithLabel", arguments -> false,
                                "disallowsTraverseLabel", arguments -> arguments[0].equals(label),
                                "allowsTraverseNode", arguments -> has((int[]) arguments[0], label) ? false : null,
                                "allowsTraverseNodeWithPropertyRules",
                                        arguments -> has((int[]) arguments[1], label) ? false : null)));
    }

    /** One who does not see the relationships of a type. */
    public static Person whoDoesNotSeeType(String name, AccessMode mode, int type) {
        return new Person(
                name,
                changed(
                        mode,
                        Map.of(
                                "allowsTraverseAllRelTypes", arguments -> false,
                                "allowsTraverseRelType", arguments -> arguments[0].equals(type) ? false : null,
                                "disallowsTraverseRelType", arguments -> arguments[0].equals(type))));
    }

    private static boolean has(int[] labels, int label) {
        // the kernel asks about no labels at all when it means any
        return labels != null && Arrays.stream(labels).anyMatch(one -> one == label);
    }

    /** Another answer to some questions, where it is not null. */
    private static AccessMode changed(AccessMode mode, Map<String, Function<Object[], Boolean>> answers) {
        return (AccessMode) Proxy.newProxyInstance(
                Person.class.getClassLoader(), new Class<?>[] {AccessMode.class}, (proxy, method, arguments) -> {
                    Function<Object[], Boolean> answer = answers.get(method.getName());
                    Boolean other = answer == null ? null : answer.apply(arguments == null ? new Object[0] : arguments);
                    try {
                        return other == null ? method.invoke(mode, arguments) : other;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    /** As Neo4j's long-term support asks. */
    @SuppressWarnings("MissingOverride")
    public SecurityContext authorize(IdLookup lookup, PrivilegeDatabaseReference database, AbstractSecurityLog log) {
        return authorize(lookup, database, log, 0);
    }

    /** As the calendar releases ask. */
    @SuppressWarnings({"MissingOverride", "UnusedVariable"})
    public SecurityContext authorize(
            IdLookup lookup, PrivilegeDatabaseReference database, AbstractSecurityLog log, long number) {
        return new SecurityContext(subject(), mode, connectionInfo(), database.name());
    }

    private record Subject(String name) implements AuthSubject {
        @Override
        public AuthenticationResult getAuthenticationResult() {
            return AuthenticationResult.SUCCESS;
        }

        @Override
        public boolean hasUsername(String other) {
            return name.equals(other);
        }

        @Override
        public String executingUser() {
            return name;
        }
    }
}
