// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where encoders may be fetched from. Comes from the operator, never from a user; there is no default.
 *
 * @param baseUrl the address that a file's path follows, such as {@code https://host/{model}/resolve/main}; without the
 *     place {@code {model}} the model's name follows it. Plain http to this machine only
 * @param redirectHosts further hosts that the host of {@code baseUrl} may send on to, in small letters
 */
public record DownloadOptions(String baseUrl, Set<String> redirectHosts) {

    static final String PLACE = "{model}";

    /** Checks both values. */
    public DownloadOptions {
        URI address = uri(baseUrl.replace(PLACE, "model"));
        if (address == null || !isAllowedScheme(address) || address.getQuery() != null) {
            throw new IllegalArgumentException("The value of `baseUrl` must be an https address (http only to this"
                    + " machine) without user, query or fragment.");
        }
        redirectHosts = redirectHosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        for (String host : redirectHosts) {
            if (!host.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
                throw new IllegalArgumentException(
                        "The value of `redirectHosts` must be host names but was `" + host + "`.");
            }
        }
    }

    /** The address of a model's file. */
    URI address(String model, String file) {
        String base = baseUrl.contains(PLACE)
                ? baseUrl.replace(PLACE, model)
                : (baseUrl.endsWith("/") ? baseUrl : baseUrl + "/") + model;
        return URI.create((base.endsWith("/") ? base : base + "/") + file);
    }

    /** Where an answer from {@code from} sends on to; null where that is not allowed. */
    URI redirect(URI from, String location) {
        URI to = uri(location);
        URI target = to == null ? null : from.resolve(to);
        if (target == null || target.getHost() == null || !isAllowedScheme(target)) {
            return null;
        }
        boolean same = target.getScheme().equalsIgnoreCase(from.getScheme())
                && target.getHost().equalsIgnoreCase(from.getHost())
                && target.getPort() == from.getPort();
        return same || redirectHosts.contains(target.getHost().toLowerCase(Locale.ROOT)) ? target : null;
    }

    private static boolean isAllowedScheme(URI address) {
        return address.getHost() != null
                && address.getUserInfo() == null
                && address.getFragment() == null
                && List.of("https", ServiceOptions.isLoopback(address.getHost()) ? "http" : "https")
                        .contains(String.valueOf(address.getScheme()));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException broken) {
            return null;
        }
    }
}
