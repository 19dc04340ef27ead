package io.tidings.event.agent;

import org.jspecify.annotations.Nullable;

/**
 * Request to a language model, as a bridge reports it. Immutable.
 *
 * @param model the name of the model, or null
 * @param provider the name of the provider, or null
 * @param messageCount the number of messages
 * @param toolCount the number of tools that the model may call
 * @param text the text of the last message, or null
 */
public record ModelRequest(
    @Nullable String model,
    @Nullable String provider,
    int messageCount,
    int toolCount,
    @Nullable String text) {}
