// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.net.URI;
import java.time.Duration;

/**
 * Where and how a {@link RemoteEncoder} asks for vectors. Comes from the operator, never from a user.
 *
 * @param baseUrl the address up to and including the version, such as {@code https://host/v1}; plain http only without
 *     a key or to this machine
 * @param apiKey sent as a bearer token; empty for none
 * @param model the model's name at that service
 * @param queryPrefix put before a search text
 * @param passagePrefix put before any other text
 * @param batchSize texts per request, between 1 and 2048
 * @param concurrency requests at the same time, between 1 and 64
 * @param retries further attempts after one that failed for a passing reason, between 0 and 10
 * @param timeout longest wait for one answer, between 1 ms and 10 minutes
 */
public record RemoteOptions(
        URI baseUrl,
        String apiKey,
        String model,
        String queryPrefix,
        String passagePrefix,
        int batchSize,
        int concurrency,
        int retries,
        Duration timeout) {

    /** Checks every value. */
    public RemoteOptions {
        new ServiceOptions(baseUrl, apiKey, model, retries, timeout);
        ServiceOptions.requireRange("batchSize", batchSize, 1, 2048);
        ServiceOptions.requireRange("concurrency", concurrency, 1, 64);
    }

    /** Usual values: 64 texts per request, 2 requests at a time, 4 retries, 30 s. */
    public static RemoteOptions defaults(URI baseUrl, String apiKey, String model) {
        return new RemoteOptions(baseUrl, apiKey, model, "", "", 64, 2, 4, Duration.ofSeconds(30));
    }

    /** The service without what is about vectors. */
    ServiceOptions service() {
        return new ServiceOptions(baseUrl, apiKey, model, retries, timeout);
    }

    /** The address that vectors are asked from. */
    URI endpoint() {
        return service().endpoint("embeddings");
    }

    /** Without the key, so that no log shows it. */
    @Override
    public String toString() {
        return "RemoteOptions[" + baseUrl + ", " + model + "]";
    }
}
