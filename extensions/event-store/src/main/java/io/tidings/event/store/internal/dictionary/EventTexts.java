package io.tidings.event.store.internal.dictionary;

import org.jspecify.annotations.Nullable;

/**
 * The texts of an event that have numbers. Immutable.
 *
 * @param context the texts of its context
 * @param kind the id of its kind
 * @param actor its actor, or null
 * @param requestType its request type, or null for the unknown one
 * @param tool its tool, or null
 */
public record EventTexts(
    ContextTexts context,
    String kind,
    @Nullable String actor,
    @Nullable String requestType,
    @Nullable String tool) {}
