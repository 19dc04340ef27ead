package io.tidings.event.agent;

import org.jspecify.annotations.Nullable;

/**
 * Tokens of one answered model call. Immutable.
 *
 * @param provider the name of the provider, or null
 * @param model the name of the model, or null
 * @param inputTokens the number of tokens of the request; zero if it is unknown
 * @param outputTokens the number of tokens of the answer; zero if it is unknown
 */
public record ModelUsage(
    @Nullable String provider, @Nullable String model, int inputTokens, int outputTokens) {

  /** Returns the sum of both numbers of tokens. */
  public long tokens() {
    return (long) inputTokens + outputTokens;
  }
}
