// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * An OpenAI-compatible service. Comes from the operator, never from a user.
 *
 * @param baseUrl the address up to and including the version, such as {@code https://host/v1}; plain http only without
 *     a key or to this machine
 * @param apiKey sent as a bearer token; empty for none
 * @param model the model's name at that service
 * @param retries further attempts after one that failed for a passing reason, between 0 and 10
 * @param timeout longest wait for one answer, between 1 ms and 10 minutes
 */
public record ServiceOptions(URI baseUrl, String apiKey, String model, int retries, Duration timeout) {

    /** Checks every value. */
    public ServiceOptions {
        // an address without a scheme has null for it
        if (!List.of("http", "https").contains(String.valueOf(baseUrl.getScheme()))
                || baseUrl.getHost() == null
                || baseUrl.getUserInfo() != null
                || baseUrl.getQuery() != null
                || baseUrl.getFragment() != null) {
            throw new IllegalArgumentException(
                    "The value of `baseUrl` must be an http or https address without user, query or fragment.");
        }
        if (!apiKey.isEmpty() && !apiKey.matches("[!-~]+")) {
            throw new IllegalArgumentException(
                    "The value of `apiKey` must consist of printable characters without spaces.");
        }
        if (!apiKey.isEmpty() && "http".equals(baseUrl.getScheme()) && !isLoopback(baseUrl.getHost())) {
            throw new IllegalArgumentException(
                    "The value of `baseUrl` must be https when there is an `apiKey`, which would otherwise be sent unencrypted.");
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("The value of `model` must not be empty.");
        }
        requireRange("retries", retries, 0, 10);
        requireRange("timeout", timeout.toMillis(), 1, 600_000);
    }

    /**
     * The address of one thing that the service does.
     *
     * @param path such as {@code embeddings}
     */
    URI endpoint(String path) {
        String base = baseUrl.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + path);
    }

    /** Without the key, so that no log shows it. */
    @Override
    public String toString() {
        return "ServiceOptions[" + baseUrl + ", " + model + "]";
    }

    static boolean isLoopback(String host) {
        try {
            // only names that need no look-up over the network
            return "localhost".equals(host)
                    || (host.matches("[0-9.]+|\\[[0-9a-fA-F:]+]")
                            && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    static void requireRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "The value of `" + name + "` must be between " + min + " and " + max + " but was `" + value + "`.");
        }
    }
}
