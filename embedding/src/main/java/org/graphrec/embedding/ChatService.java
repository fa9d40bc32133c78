// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.base.Json;
import org.graphrec.base.JsonException;

/**
 * An OpenAI-compatible service that answers in words ({@code POST /v1/chat/completions}). What it is asked leaves this machine:
 * both texts of the call and the model's name, nothing else.
 */
public final class ChatService {

    private static final long FIRST_PAUSE_MILLIS = 500;

    private static final int MOST_BYTES = 1 << 20;

    /** Longer answers are no explanation. */
    private static final int MOST_CHARACTERS = 4_000;

    private static final String KEY = ". Check `rec.chat.key` in graph-recommender.conf";

    private static final Map<Integer, String> ADVICE = Map.of(
            401,
            KEY,
            403,
            KEY,
            404,
            ". Check `rec.chat.base_url` and `rec.chat.model` in graph-recommender.conf",
            400,
            ". Check `rec.chat.model` in graph-recommender.conf");

    private final String model;
    private final ServiceClient client;

    /** Takes where the service is. */
    public ChatService(ServiceOptions options) {
        this(options, FIRST_PAUSE_MILLIS);
    }

    ChatService(ServiceOptions options, long firstPauseMillis) {
        model = options.model();
        client = new ServiceClient("chat", options, MOST_BYTES, ADVICE, firstPauseMillis);
    }

    /** The model's name at that service. */
    public String model() {
        return model;
    }

    /**
     * What the service answers, without the blanks and the control characters around and in it.
     *
     * @param instructions what it is to do, as the message of the system
     * @param facts what it is to speak about, as the message of the user
     * @param look run at least every 20 ms of waiting; what it throws ends the request
     * @throws EncoderException when there is no answer, an empty one, one that breaks off or one of more than 4,000 characters
     */
    public String answer(String instructions, String facts, Runnable look) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model);
        body.put("messages", List.of(message("system", instructions), message("user", facts)));
        body.put("stream", false);
        return text(client.answer("chat/completions", body, look));
    }

    private static Map<String, Object> message(String role, String content) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", role);
        message.put("content", content);
        return message;
    }

    private String text(byte[] body) {
        Map<String, Object> answer;
        try {
            answer = Json.readObject(new String(body, StandardCharsets.UTF_8));
        } catch (JsonException notJson) {
            throw broken("no JSON object");
        }
        Map<?, ?> choice = answer.get("choices") instanceof List<?> choices
                        && !choices.isEmpty()
                        && choices.get(0) instanceof Map<?, ?> first
                ? first
                : Map.of();
        if (!(choice.get("message") instanceof Map<?, ?> message)
                || !(message.get("content") instanceof String content)) {
            throw broken("no message");
        }
        if ("length".equals(choice.get("finish_reason"))) {
            throw broken("a text that breaks off");
        }
        String text = content.replaceAll("[\\p{Cntrl}&&[^\n]]", " ").strip();
        if (text.isEmpty()) {
            throw broken("an empty text");
        }
        if (text.length() > MOST_CHARACTERS) {
            throw broken("a text of more than " + MOST_CHARACTERS + " characters");
        }
        return text;
    }

    private EncoderException broken(String what) {
        return new EncoderException(
                "The chat service for the model `" + model + "` sent " + what
                        + ". Check that `rec.chat.base_url` in graph-recommender.conf is that of an OpenAI-compatible service.");
    }
}
